import { AlertDesk } from '../../alerts/alert-desk.ts';
import { visible } from '../../facts/escape.ts';
import type { Sink } from '../../model/alert.ts';
import { counted } from '../../reporters/counted.ts';
import { StateError } from '../../state/state-error.ts';
import { StateRecord } from '../../state/state-record.ts';
import { alertSinks } from '../alert-sinks.ts';
import { exitCodes } from '../exit-codes.ts';
import type { RawOptions } from '../options.ts';
import { loadSettings } from '../settings.ts';
import { tool } from '../tool.ts';
import { print } from '../write-output.ts';
import { alertsIn, watchFolder, watchRecord, withAlerts } from './saved-watch.ts';

/** Tries again what waits and what was given up. A running watch has the state: it tries by itself. */
export async function retryAlerts(options: RawOptions): Promise<number> {
  const { alerts } = await loadSettings(options, Date.now());
  const record = await openState(watchFolder(options));
  try {
    const desk = await retry(record, alertSinks(alerts).map(withoutHeartbeat));
    for (const { name, sent, queued, givenUp, lastError } of desk.figures) {
      const why = lastError === null ? '' : `: ${visible(lastError)}`;
      const left = queued + givenUp > 0 ? `, ${queued} waiting, ${givenUp} given up${why}` : '';
      await print(`${name}: ${counted(sent, 'alert')} sent${left}\n`);
    }
    const failed = desk.figures.some(({ queued, givenUp }) => queued + givenUp > 0);
    return failed ? exitCodes.failed : exitCodes.done;
  } finally {
    await record.close();
  }
}

async function openState(folder: string): Promise<StateRecord> {
  try {
    return await StateRecord.open(folder, watchRecord, { tool: tool.version });
  } catch (error) {
    if (!(error instanceof StateError) || error.code !== 'LOCKED') throw error;
    const message = `${error.message}. A running --follow tries by itself: openclaw-audit alerts list`;
    throw new StateError('LOCKED', message, { cause: error });
  }
}

async function retry(record: StateRecord, sinks: readonly Sink[]): Promise<AlertDesk> {
  const saved = await record.read();
  const desk = new AlertDesk({ sinks, saved: alertsIn(saved), now: Date.now, random: Math.random });
  if (desk.retryAll() === 0) return desk;
  await desk.deliver();
  await record.write(withAlerts(saved, desk.save()));
  return desk;
}

/** Nobody watches here. */
function withoutHeartbeat(sink: Sink): Sink {
  return { ...sink, policy: { ...sink.policy, heartbeat: undefined } };
}
