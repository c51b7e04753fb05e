import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { stringify } from 'ndjson';
import type { AuditEvent } from '../model/event.ts';
import { toJsonEvent } from '../reporters/event-json.ts';
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
  await streamEvents(request, choiceOf(options), options.output);
  return exitCodes.done;
}

async function streamEvents(
  request: EvidenceRequest,
  choice: Choice,
  output: string | undefined,
): Promise<void> {
  const lines = stringify();
  const sink = output === undefined ? process.stdout : createWriteStream(output, { mode: 0o600 });
  lines.pipe(sink);
  let full = false;
  const write = (event: AuditEvent): void => {
    if (isAbout(event, choice)) full = !lines.write(toJsonEvent(event));
  };
  await read(request, write, async () => {
    if (full) await once(lines, 'drain');
    full = false;
  });
  lines.end();
  await once(lines, 'end');
}
