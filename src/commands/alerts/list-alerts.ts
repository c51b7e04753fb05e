import type { Entry } from '../../alerts/entry-list.ts';
import { messageOf } from '../../alerts/message.ts';
import type { SavedAlerts, SavedSink } from '../../alerts/saved-alerts.ts';
import { visible } from '../../facts/escape.ts';
import { counted } from '../../reporters/counted.ts';
import { isoTime } from '../../reporters/iso-time.ts';
import { type PeopleTime, peopleTime } from '../../reporters/people-time.ts';
import { readRecord } from '../../state/read-record.ts';
import { exitCodes } from '../exit-codes.ts';
import type { RawOptions } from '../options.ts';
import { writeOutput } from '../write-output.ts';
import { alertsIn, watchFolder, watchRecord } from './saved-watch.ts';

/** What waits in the state folder, as a watch last saved it. */
export async function listAlerts(options: RawOptions): Promise<number> {
  const folder = watchFolder(options);
  const alerts = alertsIn(await readRecord(folder, watchRecord));
  await writeOutput(
    options.format === 'json' ? asJson(alerts) : asText(alerts, folder, options),
    options.output,
  );
  return exitCodes.done;
}

function asJson({ sinks }: SavedAlerts): string {
  const list = sinks.map(({ name, outbox }) => ({
    name,
    queued: outbox.waiting.map(jsonEntry),
    givenUp: outbox.givenUp.map(jsonEntry),
    dropped: outbox.dropped,
    failures: outbox.failures,
    nextTry: outbox.waiting.length > 0 ? isoTime(outbox.due) : null,
  }));
  return `${JSON.stringify(list, null, 2)}\n`;
}

function jsonEntry({ notice, queuedAt, attempts, lastError }: Entry): object {
  const { id, kind, severity } = notice;
  return {
    id,
    kind,
    severity,
    title: messageOf(notice).title,
    queuedAt: isoTime(queuedAt),
    attempts,
    lastError,
  };
}

function asText({ sinks }: SavedAlerts, folder: string, { utc, verbose }: RawOptions): string {
  if (sinks.length === 0)
    return `No alerts in ${visible(folder)}: openclaw-audit --follow keeps them there.\n`;
  const time = peopleTime(utc ?? false);
  return `${sinks.flatMap((sink) => sinkLines(sink, time, verbose ?? false)).join('\n')}\n`;
}

function sinkLines({ name, outbox }: SavedSink, time: PeopleTime, verbose: boolean): readonly string[] {
  const { waiting, givenUp, failures, dropped, due } = outbox;
  const state = [
    waiting.length === 0 ? 'nothing waits' : `${counted(waiting.length, 'alert')} waiting`,
    waiting.length > 0 && failures > 0
      ? `${counted(failures, 'failure')} in a row, next try ${time.second(due)}`
      : '',
    givenUp.length > 0 ? `${givenUp.length} given up (openclaw-audit alerts retry)` : '',
    dropped > 0 ? `${dropped} dropped` : '',
  ];
  return [
    `${visible(name)}: ${state.filter(Boolean).join(', ')}`,
    ...entryLines('waits', waiting, time, verbose),
    ...entryLines('given up', givenUp, time, verbose),
  ];
}

const mostShown = 5;

function entryLines(
  word: string,
  entries: readonly Entry[],
  time: PeopleTime,
  verbose: boolean,
): readonly string[] {
  const shown = verbose ? entries : entries.slice(0, mostShown);
  const more = entries.length - shown.length;
  return [
    ...shown.map(({ notice, queuedAt, attempts, lastError }) => {
      const why = lastError === null ? '' : `, ${counted(attempts, 'attempt')}: ${visible(lastError)}`;
      return `  ${word}  ${time.minute(queuedAt)}  ${messageOf(notice).title}${why}`;
    }),
    ...(more > 0 ? [`  and ${more} more (--verbose)`] : []),
  ];
}
