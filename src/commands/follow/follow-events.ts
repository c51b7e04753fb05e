import { once } from 'node:events';
import type { AuditEvent } from '../../model/event.ts';
import { toJsonEvent } from '../../reporters/event-json.ts';
import { ndjsonLines } from '../../reporters/ndjson-lines.ts';
import { isAbout } from '../choose-events.ts';
import type { RawOptions } from '../options.ts';
import { spanOf } from '../request.ts';
import { loadSettings } from '../settings.ts';
import { LiveEvidence } from './live-evidence.ts';
import { openLive } from './open-live.ts';
import { stopSignal } from './stop-signal.ts';
import { longestLook } from './watch.ts';

/** `openclaw-audit events --follow`: from `--since` on, or from now. Keeps no state. */
export async function followEvents(
  paths: readonly string[],
  options: RawOptions,
  sink: NodeJS.WritableStream,
): Promise<void> {
  const { now, since = now } = spanOf(options);
  const { live, request } = await openLive({
    paths,
    options,
    settings: await loadSettings(options, now),
    since,
  });
  const stop = stopSignal();
  let batch: AuditEvent[] = [];
  const keep = (event: AuditEvent) => {
    if (isAbout(event, request.choice)) batch.push(event);
  };
  const flush = async () => {
    const lines = ndjsonLines(batch.map(toJsonEvent));
    batch = [];
    if (lines !== '' && !sink.write(lines))
      await Promise.race([once(sink, 'drain'), once(stop.signal, 'abort')]);
  };
  const evidence = new LiveEvidence({ ...live, onGap: () => {} }, keep);
  while (!stop.signal.aborted && !live.follow.ended) {
    const busy = await evidence.pass(flush);
    await flush();
    if (!busy) await live.follow.changed(longestLook, stop.signal);
  }
  await evidence.end();
  await flush();
  await evidence.close();
  stop.dispose();
}
