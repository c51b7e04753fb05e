import type { SourceGap } from '../model/source.ts';
import type { WatchFigures } from '../model/watch-figures.ts';
import { isoTime } from './iso-time.ts';

/** Something that could not be read, for programs that follow. */
export function toGapLine({ kind, name, note }: SourceGap, time: number) {
  return {
    schema: 'openclaw-audit/gap@1',
    kind: 'gap',
    time: isoTime(time),
    gap: kind,
    source: name,
    note,
  };
}

/** Proof that the watch is on. */
export function toHeartbeatLine(figures: WatchFigures, time: number) {
  return {
    schema: 'openclaw-audit/heartbeat@1',
    kind: 'heartbeat',
    time: isoTime(time),
    ...toJsonFigures(figures),
  };
}

export function toJsonFigures({ lastEvent, lag, alerts, ...figures }: WatchFigures) {
  return {
    ...figures,
    lastEvent: lastEvent === null ? null : isoTime(lastEvent),
    lagMs: Math.round(lag),
    alerts: alerts.map(({ name, queued, sent, failed, dropped, givenUp }) => ({
      name,
      queued,
      sent,
      failed,
      dropped,
      givenUp,
    })),
  };
}
