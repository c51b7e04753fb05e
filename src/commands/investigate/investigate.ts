import { Engine } from '../../engine/engine.ts';
import type { AuditEvent } from '../../model/event.ts';
import { investigationReporters } from '../../reporters/investigation/index.ts';
import type { Investigation, Subject } from '../../reporters/investigation/investigation.ts';
import { AuditError } from '../audit-error.ts';
import { type ReportRequest, reportOn } from '../build-report.ts';
import { isAbout } from '../choose-events.ts';
import { read } from '../evidence-request.ts';
import { exitCodes } from '../exit-codes.ts';
import { LearnedSettings } from '../learned-settings.ts';
import { lookOf } from '../look.ts';
import type { RawOptions } from '../options.ts';
import { choiceOf, evidenceOf, formatOf, refuseWhatIsNotBuilt, spanOf } from '../request.ts';
import { loadSettings } from '../settings.ts';
import { writeOutput } from '../write-output.ts';
import { CaseFile } from './case-file.ts';
import { reportAbout } from './report-about.ts';
import { stepsFor } from './steps.ts';
import { type SubjectOptions, subjectOf } from './subject.ts';
import { Tied } from './tied.ts';

export type InvestigateOptions = RawOptions & SubjectOptions;

/** `openclaw-audit investigate [path...]` */
export async function investigate(paths: readonly string[], options: InvestigateOptions): Promise<number> {
  const reporter = reporterOf(options);
  await writeOutput(reporter(await investigationOf(paths, options), lookOf(options)), options.output);
  return exitCodes.done;
}

export async function investigationOf(
  paths: readonly string[],
  options: InvestigateOptions,
): Promise<Investigation> {
  const subject = subjectOf(options);
  const settings = await loadSettings(options, spanOf(options).now);
  const evidence = evidenceOf(paths, options, settings);
  return lookInto(subject, { ...settings, evidence, choice: { ...choiceOf(options), about: {} } });
}

/** Reads the evidence once: for its findings, and for all that names the subject. */
async function lookInto(subject: Subject, request: ReportRequest): Promise<Investigation> {
  const { evidence: asked, detectors, choice } = request;
  const { learn, postureOf } = new LearnedSettings();
  const engine = new Engine(detectors, {}, postureOf);
  const file = new CaseFile(subject);
  const tied = new Tied(subject, engine);
  let events = 0;
  const evidence = await read({ ...asked, learn }, (event: AuditEvent) => {
    events++;
    engine.push(event);
    if (isAbout(event, choice)) file.push(event, tied.by(event)?.id);
  });
  engine.tick(asked.now);
  const report = reportAbout(subject, reportOn(request, { evidence, engine, events }));
  const { seen, reach, course, admissions } = file;
  const found = seen.named > 0 || report.findings.length > 0;
  const [gateway, ...others] = evidence.gateways;
  const posture = gateway !== undefined && others.length === 0 ? postureOf(gateway) : undefined;
  const asOf = new Date(asked.now).toISOString();
  const steps = found ? stepsFor({ subject, reach, admissions, posture, asOf, paths: asked.paths }) : [];
  return { subject, report, seen, ...course, reach, steps };
}

function reporterOf(options: InvestigateOptions) {
  refuseWhatIsNotBuilt(options);
  const { agent, channel, tool } = options;
  if ((agent ?? channel ?? tool) !== undefined)
    throw new AuditError('USAGE', 'investigate takes no --agent, --channel or --tool');
  const reporter = investigationReporters[formatOf(options)];
  if (reporter) return reporter;
  throw new AuditError(
    'USAGE',
    `investigate has no --format ${options.format}; it has table, json, markdown`,
  );
}
