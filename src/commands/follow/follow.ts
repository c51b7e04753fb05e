import { nothingLearned } from '../../state/learned/learned.ts';
import { peekLearned } from '../../state/learned/learned-record.ts';
import { exitCodes } from '../exit-codes.ts';
import { withAccepted } from '../learned/accepted.ts';
import { learnedFolder } from '../learned/learned-folder.ts';
import { lookOf } from '../look.ts';
import type { RawOptions } from '../options.ts';
import { spanOf } from '../request.ts';
import { loadSettings } from '../settings.ts';
import { livePrinter } from './live-printer.ts';
import { say } from './say.ts';
import { startWatch } from './start-watch.ts';
import { stopSignal } from './stop-signal.ts';
import { WatchRecord } from './watch-record.ts';

/** `openclaw-audit --follow`: until it is told to stop, or standard input ends. */
export async function follow(paths: readonly string[], options: RawOptions): Promise<number> {
  const printer = livePrinter(options.format, lookOf(options), options.output);
  const asked = await loadSettings(options, spanOf(options).now);
  const { record, saved } = await openRecord(paths, options);
  const stop = stopSignal();
  try {
    const learned = record ? await peekLearned(learnedFolder(options)) : nothingLearned;
    const settings = withAccepted(asked, learned.accepted);
    const watch = await startWatch({ paths, options, settings, printer, record, saved, learned });
    await watch.run(stop.signal);
    await printer.close(watch.report(), watch.figures());
  } finally {
    stop.dispose();
    await record?.close();
  }
  return exitCodes.done;
}

/** What comes through a pipe cannot be read again: there is no position to keep. */
async function openRecord(paths: readonly string[], { stateDir }: RawOptions) {
  const piped = paths.length > 0 && paths.every((path) => path === '-');
  if (piped && stateDir === undefined) return { record: undefined, saved: undefined };
  return await WatchRecord.open(stateDir, say);
}
