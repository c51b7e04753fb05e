import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSet, Label } from './data-set.ts';

/** One run of the data set, as it lies there. */
export interface RecordedRun {
  readonly session: string;
  readonly label: Label;
  readonly lines: readonly Line[];
}

/** An entry of a transcript. */
export interface Line {
  readonly timestamp: string;
  readonly message?: { readonly role: string; readonly toolName?: string; readonly content: unknown };
}

/** Writes another data set, made of the runs of this one; gone when the program ends. */
export function variantOf(
  data: DataSet,
  change: (runs: readonly RecordedRun[]) => readonly RecordedRun[],
): DataSet {
  const state = mkdtempSync(join(tmpdir(), 'openclaw-audit-variant-'));
  process.once('exit', () => rmSync(state, { recursive: true, force: true }));
  const runs = change(runsOf(data));
  for (const agent of new Set(runs.map(agentOf)))
    write(
      state,
      agent,
      runs.filter((run) => agentOf(run) === agent),
    );
  return { state, labels: new Map(runs.map(({ session, label }) => [session, label])) };
}

/** The run at another time. */
export function shifted(run: RecordedRun, milliseconds: number): RecordedRun {
  const lines = run.lines.map((line) => ({
    ...line,
    timestamp: new Date(Date.parse(line.timestamp) + milliseconds).toISOString(),
  }));
  return { ...run, lines };
}

function runsOf({ state, labels }: DataSet): readonly RecordedRun[] {
  const agents = join(state, 'agents');
  return readdirSync(agents).flatMap((agent) => {
    const folder = join(agents, agent, 'sessions');
    const index: Record<string, { sessionId: string }> = JSON.parse(
      readFileSync(join(folder, 'sessions.json'), 'utf8'),
    );
    return Object.entries(index).flatMap(([key, { sessionId }]) => {
      const session = key.toLowerCase();
      const label = labels.get(session);
      if (label === undefined) return [];
      const text = readFileSync(join(folder, `${sessionId}.jsonl`), 'utf8');
      return [
        {
          session,
          label,
          lines: text
            .trim()
            .split('\n')
            .map((line): Line => JSON.parse(line)),
        },
      ];
    });
  });
}

function agentOf({ session }: RecordedRun): string {
  return session.split(':')[1] ?? '';
}

function write(state: string, agent: string, runs: readonly RecordedRun[]): void {
  const folder = join(state, 'agents', agent, 'sessions');
  mkdirSync(folder, { recursive: true });
  const index = runs.map(({ session, lines }, at) => {
    const sessionId = `run-${at}`;
    const text = lines.map((line) => JSON.stringify(line)).join('\n');
    writeFileSync(join(folder, `${sessionId}.jsonl`), `${text}\n`);
    return [session, { sessionId, updatedAt: 0 }] as const;
  });
  writeFileSync(join(folder, 'sessions.json'), JSON.stringify(Object.fromEntries(index)));
}
