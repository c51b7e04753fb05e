import type { Draft } from '../draft.ts';
import type { Recogniser } from './recogniser.ts';
import { harmless } from './recognisers/harmless.ts';
import { recognisers } from './recognisers/index.ts';
import type { LogRecord } from './record.ts';

const none: readonly Draft[] = [];

/** All that is known of one subsystem's lines. */
interface Subsystem {
  readonly rows: Recogniser[];
  readonly harmless: string[];
  /** How lines worth reading start, as their bytes stand in the file. */
  readonly starts: string[];
  readonly harmlessStarts: string[];
}

const subsystems = table();
const watched = new Set(['gateway', 'gateway/ws', 'gateway/hooks', 'gateway/reload', 'security', 'exec']);

/** Its warnings count as drift when no recogniser knows them. */
export function isWatched(subsystem: string): boolean {
  return watched.has(subsystem) || subsystem.startsWith('gateway/auth');
}

/** Whether the message that starts there, byte for byte, can be of interest. `undefined`: only the level can tell. */
export function isInteresting(subsystem: string, start: string, message: number): boolean | undefined {
  const known = subsystems.get(subsystem);
  if (known !== undefined) {
    if (startsWithAny(start, known.starts, message)) return true;
    if (startsWithAny(start, known.harmlessStarts, message)) return false;
  }
  return isWatched(subsystem) ? undefined : false;
}

export function hasRows(subsystem: string): boolean {
  return subsystems.has(subsystem) || isWatched(subsystem);
}

export interface Recognised {
  readonly drafts: readonly Draft[];
  readonly known: boolean;
}

export function recognise(record: LogRecord): Recognised {
  const subsystem = subsystems.get(record.subsystem);
  if (subsystem === undefined) return { drafts: none, known: false };
  let known = startsWithAny(record.message, subsystem.harmless);
  for (const row of subsystem.rows) {
    if (!fits(row, record)) continue;
    known = true;
    const drafts = row.read(record);
    if (drafts.length > 0) return { drafts, known };
  }
  return { drafts: none, known };
}

function fits({ prefix, levels }: Recogniser, { message, level }: LogRecord): boolean {
  return message.startsWith(prefix) && (levels === undefined || levels.includes(level));
}

function startsWithAny(text: string, starts: readonly string[], at = 0): boolean {
  for (const start of starts) if (text.startsWith(start, at)) return true;
  return false;
}

function table(): ReadonlyMap<string, Subsystem> {
  const known = new Map<string, Subsystem>();
  for (const row of recognisers) {
    for (const name of [row.subsystem].flat()) {
      const entry = entryOf(known, name);
      entry.rows.push(row);
      entry.starts.push(inFile(row.prefix));
    }
  }
  for (const { subsystem, prefixes } of harmless) {
    entryOf(known, subsystem).harmless.push(...prefixes);
    entryOf(known, subsystem).harmlessStarts.push(...prefixes.map(inFile));
  }
  return known;
}

function entryOf(known: Map<string, Subsystem>, name: string): Subsystem {
  const entry = known.get(name) ?? { rows: [], harmless: [], starts: [], harmlessStarts: [] };
  known.set(name, entry);
  return entry;
}

/** As in the bytes of a JSON string, one character each. */
function inFile(prefix: string): string {
  return Buffer.from(JSON.stringify(prefix).slice(1, -1), 'utf8').toString('latin1');
}
