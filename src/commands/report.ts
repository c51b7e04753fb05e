import type { AuditReport } from '../model/report.ts';
import { reporters } from '../reporters/index.ts';
import { buildReport } from './build-report.ts';
import { exitCodeOf } from './exit-codes.ts';
import { refuseStateBesideEvidence } from './follow/refuse-state.ts';
import { withLearned } from './learned/learned-folder.ts';
import { UsedLearned } from './learned/use-learned.ts';
import { lookOf } from './look.ts';
import type { RawOptions } from './options.ts';
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
  const settings = await loadSettings(options, spanOf(options).now);
  const evidence = evidenceOf(paths, options, settings);
  const request = { ...settings, evidence, choice: choiceOf(options) };
  const { stateDir } = options;
  if (stateDir === undefined) return buildReport(request);
  return await withLearned(options, async (record) => {
    const learned = new UsedLearned(record);
    const admit: typeof evidence.admit = ({ gateways }) => refuseStateBesideEvidence(stateDir, gateways);
    const report = await buildReport({ ...request, learned, evidence: { ...evidence, admit } });
    await learned.save();
    return report;
  });
}
