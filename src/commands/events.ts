import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { AuditEvent } from '../model/event.ts';
import { toJsonEvent } from '../reporters/event-json.ts';
import { ndjsonLines } from '../reporters/ndjson-lines.ts';
import { isAbout } from './choose-events.ts';
import type { Choice } from './choose-findings.ts';
import { type EvidenceRequest, read } from './evidence-request.ts';
import { exitCodes } from './exit-codes.ts';
import type { RawOptions } from './options.ts';
import { choiceOf, evidenceOf, refuseWhatIsNotBuilt, spanOf } from './request.ts';
import { loadSettings } from './settings.ts';

/** `openclaw-audit events [path...]`: as they come, by time. */
export async function showEvents(paths: readonly string[], options: RawOptions): Promise<number> {
  refuseWhatIsNotBuilt(options);
  const { trustedProxies } = await loadSettings(options, spanOf(options).now);
  const request = evidenceOf(paths, options, trustedProxies);
  const sink =
    options.output === undefined ? process.stdout : createWriteStream(options.output, { mode: 0o600 });
  await streamEvents(request, choiceOf(options), sink);
  if (sink !== process.stdout) {
    sink.end();
    await finished(sink);
  }
  return exitCodes.done;
}

async function streamEvents(
  request: EvidenceRequest,
  choice: Choice,
  sink: NodeJS.WritableStream,
): Promise<void> {
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
