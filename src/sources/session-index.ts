import { join } from 'node:path';
import type { SourceGap } from '../model/source.ts';
import { readSmallText } from './read-small-text.ts';
import { asObject, asText } from './untrusted-json.ts';

const largestIndex = 64 * 1024 * 1024;

export interface SessionEntry {
  readonly sessionKey: string;
  readonly parentSessionKey?: string;
}

/** Whose session a transcript is, as `sessions.json` beside it says. */
export interface SessionIndex {
  readonly problem?: SourceGap;
  find(transcript: { readonly fileName: string; readonly sessionId: string }): SessionEntry | undefined;
}

/** Reads `sessions.json` of a folder; without one, nothing is found in it. */
export async function readSessionIndex(folder: string, name: string): Promise<SessionIndex> {
  const read = await readSmallText({ path: join(folder, 'sessions.json'), name, limit: largestIndex });
  if (read.text === undefined) {
    return read.problem ? { problem: read.problem, find: () => undefined } : { find: () => undefined };
  }
  try {
    return indexOf(JSON.parse(read.text));
  } catch {
    const problem = {
      kind: 'unreadable',
      name,
      note: 'it is not JSON: transcripts have no session keys',
    } as const;
    return { problem, find: () => undefined };
  }
}

function indexOf(sessions: unknown): SessionIndex {
  const byFile = new Map<string, SessionEntry>();
  const byId = new Map<string, SessionEntry>();
  const byFormerId = new Map<string, SessionEntry>();
  for (const [sessionKey, value] of Object.entries(asObject(sessions) ?? {})) {
    const entry = asObject(value);
    if (entry === undefined) continue;
    const found = sessionEntry(sessionKey, entry);
    prefer(byFile, asText(entry.sessionFile)?.split(/[\\/]/).at(-1), found);
    prefer(byId, asText(entry.sessionId), found);
    for (const id of formerIds(entry)) prefer(byFormerId, id, found);
  }
  return {
    find: ({ fileName, sessionId }) =>
      byFile.get(fileName) ?? byId.get(sessionId) ?? byFormerId.get(sessionId),
  };
}

function sessionEntry(sessionKey: string, entry: Readonly<Record<string, unknown>>): SessionEntry {
  const parentSessionKey = asText(entry.spawnedBy) ?? asText(entry.parentSessionKey);
  return parentSessionKey === undefined ? { sessionKey } : { sessionKey, parentSessionKey };
}

function formerIds(entry: Readonly<Record<string, unknown>>): readonly string[] {
  const fields = ['previousSessionId', 'previousSessionIds', 'usageFamilySessionIds'];
  return fields
    .flatMap((field) => entry[field])
    .map(asText)
    .filter((id) => id !== undefined);
}

/** Of several keys of one session, the longest says most: `…:cron:<job>:run:<id>` over `…:cron:<job>`. */
function prefer(map: Map<string, SessionEntry>, at: string | undefined, entry: SessionEntry): void {
  if (at === undefined) return;
  const known = map.get(at);
  if (known === undefined || isMoreSpecific(entry.sessionKey, known.sessionKey)) map.set(at, entry);
}

function isMoreSpecific(key: string, known: string): boolean {
  return key.length === known.length ? key < known : key.length > known.length;
}
