import { counted } from '../../reporters/counted.ts';
import { printableJson } from '../../reporters/printable-json.ts';
import { sectionsTable } from '../../reporters/sections-table.ts';
import type { Book } from '../../state/learned/learned.ts';
import { type EvidenceRequest, read } from '../evidence-request.ts';
import { exitCodes } from '../exit-codes.ts';
import { learnedFolder, withLearned } from '../learned/learned-folder.ts';
import { Lessons } from '../learned/lessons.ts';
import { LearnedSettings } from '../learned-settings.ts';
import { lookOf } from '../look.ts';
import type { RawOptions } from '../options.ts';
import { refuseStateBesideEvidence } from '../refuse-state.ts';
import { evidenceOf, refuseFollow, spanOf } from '../request.ts';
import { loadSettings, type RunSettings } from '../settings.ts';
import { writeOutput } from '../write-output.ts';
import { baselineJson } from './baseline-json.ts';
import { listPage } from './baseline-page.ts';
import { allKnown } from './known.ts';
import { asJson } from './show.ts';

/** `openclaw-audit baseline learn [path...]`: all that lies before now, or from `--since` on. */
export async function learnBaseline(paths: readonly string[], options: RawOptions): Promise<number> {
  refuseFollow(options);
  const isJson = asJson(options);
  const settings = await loadSettings(options, spanOf(options).now);
  const admit: EvidenceRequest['admit'] = ({ gateways }) =>
    refuseStateBesideEvidence(learnedFolder(options), gateways);
  const evidence = { ...evidenceOf(paths, options, settings), lookback: 0, admit };
  return await withLearned(options, async (record) => {
    const { events, books } = await lessonsOf(evidence, settings, record.learned.books);
    const learned = { ...record.learned, books };
    if (events > 0) await record.write(learned);
    const all = allKnown(learned);
    const look = lookOf(options);
    const page = { ...listPage(learned, all, look), title: `Learned from ${counted(events, 'new event')}` };
    const text = isJson
      ? `${printableJson(JSON.stringify({ ...baselineJson(learned, all), newEvents: events }, null, 2))}\n`
      : sectionsTable(page, look);
    await writeOutput(text, options.output);
    return exitCodes.done;
  });
}

async function lessonsOf(evidence: EvidenceRequest, { detectors }: RunSettings, known: readonly Book[]) {
  const { learn, postureOf } = new LearnedSettings();
  const lessons = new Lessons(known, { detectors, posture: postureOf, now: evidence.now });
  await read({ ...evidence, learn }, (event) => lessons.push(event));
  return { events: lessons.events, books: lessons.close() };
}
