import type { AuditReport } from '../model/report.ts';
import { reporters } from '../reporters/index.ts';
import type { Opened } from '../sources/opened.ts';
import { buildReport, type ReportRequest } from './build-report.ts';
import { exitCodeOf } from './exit-codes.ts';
import { withLearned } from './learned/learned-folder.ts';
import { UsedLearned } from './learned/use-learned.ts';
import { lookOf } from './look.ts';
import type { RawOptions } from './options.ts';
import { refuseStateBesideEvidence } from './refuse-state.ts';
import { choiceOf, evidenceOf, formatOf, refuseFollow, spanOf } from './request.ts';
import { loadSettings } from './settings.ts';
import { writeOutput } from './write-output.ts';

/** `openclaw-audit [path...]` */
export async function showReport(paths: readonly string[], options: RawOptions): Promise<number> {
  refuseFollow(options);
  const format = formatOf(options);
  const report = await reportOf(paths, options);
  await writeOutput(reporters[format](report, lookOf(options)), options.output);
  return exitCodeOf(report, options);
}

/** With `--state-dir` it knows what was learned before, and adds what is new. */
export async function reportOf(paths: readonly string[], options: RawOptions): Promise<AuditReport> {
  if (options.stateDir === undefined) return buildReport(await requestOf(paths, options));
  return await withLearned(options, async (record) => {
    const learned = new UsedLearned(record);
    const report = await reportKnowing(learned, paths, options);
    await learned.save();
    return report;
  });
}

/** Judged by what was learned before; what is new waits for `save`. */
export async function reportKnowing(
  learned: UsedLearned,
  paths: readonly string[],
  options: RawOptions,
): Promise<AuditReport> {
  const request = learned.settings(await requestOf(paths, options));
  const admit = ({ gateways }: Opened) => refuseStateBesideEvidence(options.stateDir, gateways);
  return await buildReport({ ...request, learned, evidence: { ...request.evidence, admit } });
}

async function requestOf(paths: readonly string[], options: RawOptions): Promise<ReportRequest> {
  const settings = await loadSettings(options, spanOf(options).now);
  return { ...settings, evidence: evidenceOf(paths, options, settings), choice: choiceOf(options) };
}
