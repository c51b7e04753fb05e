import type { Line } from '../../model/source.ts';
import { asciiOf } from '../bytes.ts';
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
  readonly starts: Start[];
  readonly harmlessStarts: string[];
}

interface Start {
  readonly prefix: string;
  readonly needs: string | undefined;
}

/** The first characters of a line, and where its message starts in them. */
export interface Look {
  readonly start: string;
  readonly message: number;
}

const subsystems = table();
const watched = new Set(['gateway', 'gateway/ws', 'gateway/hooks', 'gateway/reload', 'security', 'exec']);

/** Its warnings count as drift when no recogniser knows them. */
export function isWatched(subsystem: string): boolean {
  return watched.has(subsystem) || subsystem.startsWith('gateway/auth');
}

/** Whether the message that starts there, byte for byte, can be of interest. `undefined`: only the level can tell. */
export function isInteresting(subsystem: string, line: Line, look: Look): boolean | undefined {
  const known = subsystems.get(subsystem);
  if (known !== undefined) {
    if (known.starts.some((start) => isStart(start, line, look))) return true;
    if (startsWithAny(look.start, known.harmlessStarts, look.message)) return false;
  }
  return isWatched(subsystem) ? undefined : false;
}

function isStart({ prefix, needs }: Start, line: Line, { start, message }: Look): boolean {
  return start.startsWith(prefix, message) && (needs === undefined || holds(line, needs));
}

/** Colours may stand between the words. */
function holds(line: Line, words: string): boolean {
  const text = asciiOf(line, 0, line.bytes.length);
  return text.includes(words) || text.includes('\\u001b');
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

function fits({ prefix, needs, levels }: Recogniser, { message, level }: LogRecord): boolean {
  if (!message.startsWith(prefix) || (levels !== undefined && !levels.includes(level))) return false;
  return needs === undefined || message.includes(needs);
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
      entry.starts.push({ prefix: inFile(row.prefix), needs: row.needs && inFile(row.needs) });
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
