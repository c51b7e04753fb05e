import { describe, expect, test } from 'vitest';
import { Watch } from '../../../src/commands/daily/watch.ts';
import type { AuditEvent } from '../../../src/model/event.ts';
import type { SourceKind } from '../../../src/model/source.ts';
import { event } from '../../support/event.ts';

const hour = 3_600_000;
const day = { from: 0, to: 24 * hour };
const log = {};

const at = (hours: number) => event('message', { time: hours * hour, direction: 'inbound', outcome: 'ok' });
const gateway = (hours: number, state: 'started' | 'ready' | 'stopped') =>
  event('gatewayState', { time: hours * hour, state });

function watched(events: readonly AuditEvent[], kind: SourceKind = 'gateway-log') {
  const watch = new Watch('home');
  for (const each of events) watch.see(each, kind, log);
  return watch;
}

const inHours = (watch: Watch) => {
  const { watched: length, down, lost } = watch.of(day);
  const pairs = (spans: typeof down) => spans.map(({ from, to }) => [from / hour, to / hour]);
  return { watched: length / hour, down: pairs(down), lost: pairs(lost) };
};

describe('a log', () => {
  test('that begins before the day and ends after it watches all of it, also in silence', () => {
    expect(inHours(watched([at(-3), at(30)]))).toEqual({ watched: 24, down: [], lost: [] });
  });

  test('watches from its first to its last event only', () => {
    expect(inHours(watched([at(8), at(20)]))).toEqual({
      watched: 12,
      down: [],
      lost: [
        [0, 8],
        [20, 24],
      ],
    });
  });

  test('does not watch while the gateway is stopped, and says so', () => {
    const events = [at(-1), gateway(3, 'stopped'), gateway(5, 'started'), gateway(5, 'ready'), at(25)];
    expect(inHours(watched(events))).toEqual({ watched: 22, down: [[3, 5]], lost: [] });
  });

  test('may have missed the time since its last event when a start follows no stop', () => {
    expect(inHours(watched([at(-1), at(2), gateway(6, 'started'), at(25)]))).toEqual({
      watched: 20,
      down: [[2, 6]],
      lost: [],
    });
  });

  test('of a gateway that was stopped and never started again watches no more', () => {
    expect(inHours(watched([at(-1), gateway(10, 'stopped')]))).toEqual({
      watched: 10,
      down: [[10, 24]],
      lost: [],
    });
  });

  test('that says which time it lacks did not watch it', () => {
    const gap = event('evidenceGap', { time: 9 * hour, gap: 'dropped', from: 7 * hour, to: 9 * hour });
    expect(inHours(watched([at(0), gap, at(24)]))).toEqual({ watched: 22, down: [], lost: [[7, 9]] });
  });

  test('that reached its size and was written no more did not watch until it was written again', () => {
    const full = event('evidenceGap', { time: 5 * hour, gap: 'truncated' });
    expect(inHours(watched([at(0), full, at(11), at(24)]))).toEqual({
      watched: 18,
      down: [],
      lost: [[5, 11]],
    });
  });

  test('that is live watches in its silence up to now, but not for ever', () => {
    const soon = watched([at(0), at(20)]);
    soon.stayAwake(31 * hour, 12 * hour);
    expect(inHours(soon).watched).toBe(24);
    const late = watched([at(0), at(2)]);
    late.stayAwake(31 * hour, 12 * hour);
    expect(inHours(late).watched).toBe(14);
  });
});

describe('without a log', () => {
  test('the ledger watches from its first to its last row', () => {
    expect(inHours(watched([at(1), at(11)], 'ledger')).watched).toBe(10);
  });

  test('a transcript watches around its lines: hours between them are lost', () => {
    expect(inHours(watched([at(1), at(1.5), at(9), at(10)], 'transcript')).watched).toBe(1.5);
  });
});

test('beside a log, other evidence does not make the watch longer', () => {
  const watch = watched([at(8), at(10)]);
  watch.see(at(4), 'ledger', {});
  expect(inHours(watch).watched).toBe(2);
});

test('what an archive watched counts as well', () => {
  const watch = watched([at(12), at(26)]);
  watch.recallSpans({ watched: [{ from: -hour, to: 6 * hour }], witnessed: [] });
  expect(inHours(watch)).toEqual({ watched: 18, down: [], lost: [[6, 12]] });
});
