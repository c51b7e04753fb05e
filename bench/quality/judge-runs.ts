import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSet, Label } from './data-set.ts';

/** A run of the test period, and what the tool said of it. */
export interface JudgedRun extends Label {
  readonly alerted: boolean;
  /** What ranks it; lowest when nothing was said. */
  readonly score: number;
  readonly session: string;
}

interface Finding {
  readonly severity: string;
  readonly entities: { readonly sessions: readonly string[] };
  readonly explanation: { readonly score: number | null };
}

const alerts = new Set(['medium', 'high', 'critical']);
/** What the data sets tell of. */
export const period = { from: '2026-01-05', until: '2026-02-16T00:00:00.000Z' };

/** Gives history and test runs to the tool in one go, as its user would, and reads its JSON report. */
export function judgeRuns(data: DataSet, cli: string, detector: string): readonly JudgedRun[] {
  const said = new Map<string, { score: number; alerted: boolean }>();
  for (const { entities, severity, explanation } of report(data.state, cli, detector)) {
    for (const session of entities.sessions) {
      const known = said.get(session) ?? { score: Number.NEGATIVE_INFINITY, alerted: false };
      const score = Math.max(known.score, explanation.score ?? Number.NEGATIVE_INFINITY);
      said.set(session, { score, alerted: known.alerted || alerts.has(severity) });
    }
  }
  const nothing = { score: Number.NEGATIVE_INFINITY, alerted: false };
  return [...data.labels].flatMap(([session, label]) =>
    label.period === 'test' ? [{ session, ...label, ...(said.get(session) ?? nothing) }] : [],
  );
}

function report(state: string, cli: string, detector: string): readonly Finding[] {
  const folder = mkdtempSync(join(tmpdir(), 'openclaw-audit-findings-'));
  const output = join(folder, 'report.json');
  // The loader of this process too, so that the source itself can be measured.
  const command = [
    ...process.execArgv,
    cli,
    state,
    '--since',
    period.from,
    '--now',
    period.until,
    '--detector',
    detector,
  ];
  const form = ['--min-severity', 'info', '--format', 'json', '--output', output];
  execFileSync(process.execPath, [...command, ...form], { stdio: ['ignore', 'ignore', 'inherit'] });
  const { findings } = JSON.parse(readFileSync(output, 'utf8'));
  rmSync(folder, { recursive: true });
  return findings;
}
