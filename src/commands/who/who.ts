import type { AuditEvent } from '../../model/event.ts';
import { whoReporters } from '../../reporters/who/index.ts';
import type { WhoReport } from '../../reporters/who/visitor.ts';
import { AuditError } from '../audit-error.ts';
import { isAbout } from '../choose-events.ts';
import { read } from '../evidence-request.ts';
import { exitCodes } from '../exit-codes.ts';
import { judgeCoverage } from '../judge-coverage.ts';
import { lookOf } from '../look.ts';
import type { RawOptions } from '../options.ts';
import { choiceOf, evidenceOf, formatOf, refuseWhatIsNotBuilt, spanOf } from '../request.ts';
import { loadSettings } from '../settings.ts';
import { tool } from '../tool.ts';
import { writeOutput } from '../write-output.ts';
import { VisitorBook } from './visitor-book.ts';

/** `openclaw-audit who [path...]` */
export async function showWho(paths: readonly string[], options: RawOptions): Promise<number> {
  refuseWhatIsNotBuilt(options);
  const reporter = whoReporters[formatOf(options)];
  if (!reporter)
    throw new AuditError('USAGE', `who has no --format ${options.format}; it has table, json, markdown`);
  await writeOutput(reporter(await whoCame(paths, options), lookOf(options)), options.output);
  return exitCodes.done;
}

export async function whoCame(paths: readonly string[], options: RawOptions): Promise<WhoReport> {
  const { now } = spanOf(options);
  const settings = await loadSettings(options, now);
  const choice = choiceOf(options);
  const { since = null, until = null } = choice;
  const book = new VisitorBook();
  const evidence = await read(evidenceOf(paths, options, settings), (event: AuditEvent) => {
    if (isAbout(event, choice)) book.push(event);
  });
  const { detectors, settingsHash } = settings;
  const transcriptsClosed = !options.transcripts;
  const coverage = judgeCoverage({ evidence, detectors, evictions: evidence.evictions, transcriptsClosed });
  const { gateways } = evidence;
  const window = { since, until };
  const head = { tool, settingsHash, generatedAt: now, window, gateways, coverage };
  const { visitors, more } = book;
  return { head, visitors, more };
}
