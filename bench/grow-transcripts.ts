import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { anew, cut } from './told-anew.ts';

const recorded = '../sample-logs/agents/main/sessions/677a4e37-35f0-445c-bce6-7e84d91ec81d.jsonl';
/** As many records has a session, so that there are thousands. */
const records = 40;

/** Writes a state folder with the transcripts of many short sessions, one after the other. */
export function growTranscripts(folder: string, bytes: number): void {
  const lines = readFileSync(new URL(recorded, import.meta.url), 'utf8')
    .split('\n')
    .slice(0, records);
  const text = `${lines.join('\n')}\n`;
  const pieces = cut(text);
  const sessions = join(folder, 'agents/main/sessions');
  mkdirSync(sessions, { recursive: true });
  for (let ago = Math.ceil(bytes / text.length); ago > 0; ago--) {
    const session = anew(pieces, ago);
    writeFileSync(join(sessions, `${idOf(session)}.jsonl`), session);
  }
}

const idOf = (session: string): string => /"id":"([^"]+)"/.exec(session)?.[1] ?? '';
