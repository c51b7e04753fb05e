import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { anew, cut } from './told-anew.ts';

/** Writes a recorded debug log again and again, as one gateway would over days: time runs forward, ids are new. */
export function growDebugLog(path: string, bytes: number): void {
  const recorded = gunzipSync(readFileSync(new URL('fixtures/debug-log.jsonl.gz', import.meta.url)));
  const pieces = cut(recorded.toString('utf8'));
  const rounds = Math.ceil(bytes / recorded.length);
  const file = openSync(path, 'w');
  for (let round = 0; round < rounds; round++) writeSync(file, anew(pieces, rounds - 1 - round));
  closeSync(file);
}
