import { once } from 'node:events';
import type { AuditEvent } from '../model/event.ts';
import { toJsonEvent } from '../reporters/event-json.ts';
import { ndjsonLines } from '../reporters/ndjson-lines.ts';
import { isAbout } from './choose-events.ts';
import { read } from './evidence-request.ts';
import { exitCodes } from './exit-codes.ts';
import { followEvents } from './follow/follow-events.ts';
import type { RawOptions } from './options.ts';
import { choiceOf, evidenceOf, refuseWhatIsNotBuilt, spanOf } from './request.ts';
import { loadSettings } from './settings.ts';
import { streamOutput } from './write-output.ts';

/** `openclaw-audit events [path...]`: as they come, by time; with `--follow`, as they happen. */
export async function showEvents(paths: readonly string[], options: RawOptions): Promise<number> {
  const { output, follow: endless = false } = options;
  const write = endless ? followEvents : streamEvents;
  await streamOutput(output, (sink) => write(paths, options, sink), { endless });
  return exitCodes.done;
}

async function streamEvents(
  paths: readonly string[],
  options: RawOptions,
  sink: NodeJS.WritableStream,
): Promise<void> {
  refuseWhatIsNotBuilt(options);
  const settings = await loadSettings(options, spanOf(options).now);
  const request = evidenceOf(paths, options, settings);
  const choice = choiceOf(options);
  let batch: AuditEvent[] = [];
  const flush = async () => {
    const lines = ndjsonLines(batch.map(toJsonEvent));
    batch = [];
    if (lines !== '' && !sink.write(lines)) await once(sink, 'drain');
  };
  const keep = (event: AuditEvent) => {
    if (isAbout(event, choice)) batch.push(event);
  };
  await read(request, keep, flush);
  await flush();
}
