import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SteadyClock } from '../../src/commands/steady-clock.ts';
import type { AuditEvent } from '../../src/model/event.ts';
import { event } from '../support/event.ts';

const day = 86_400_000;
const start = Date.parse('2026-11-22T12:00:00Z');
const ready = (time: number) => event('gatewayState', { time, state: 'ready' });
const gap = (time: number) => event('evidenceGap', { time, gap: 'unreadable' });

function admitted(events: readonly AuditEvent[], now = start + 30 * day) {
  const told: AuditEvent[] = [];
  const clock = new SteadyClock((one) => told.push(one));
  for (const one of events) clock.push(one);
  clock.end(now);
  return told;
}

const lines = (events: readonly AuditEvent[]) => events.map(({ type, time }) => `${type} ${time - start}`);

describe('the time of a source', () => {
  test('may step back and forth within a day', () => {
    const events = [ready(start), ready(start + 5), ready(start - 3_600_000), ready(start + 9)];
    expect(admitted(events)).toEqual(events);
  });

  test.each([
    ['the far future', start + 400 * day],
    ['the far past', start - 400 * day],
    ['a time that no calendar has', 1e16],
  ])('does not follow one record from %s', (_, absurd) => {
    const told = admitted([ready(start), ready(absurd), ready(start + 1), ready(start + 2)]);
    expect(lines(told)).toEqual(['gatewayState 0', 'evidenceGap 0', 'gatewayState 1', 'gatewayState 2']);
  });

  test('follows a pause of days that three records agree on', () => {
    const later = [ready(start + 5 * day), ready(start + 5 * day + 1), ready(start + 5 * day + 2)];
    expect(admitted([ready(start), ...later])).toEqual(
      [ready(start), ...later].map((one) => expect.objectContaining({ time: one.time })),
    );
  });

  test('believes a pause before the last record, but no future', () => {
    expect(lines(admitted([ready(start), ready(start + 3 * day)]))).toEqual([
      'gatewayState 0',
      `gatewayState ${3 * day}`,
    ]);
    expect(lines(admitted([ready(start), ready(start + 90 * day)]))).toEqual([
      'gatewayState 0',
      'evidenceGap 0',
    ]);
  });

  test('is lent to gaps that have none of their own', () => {
    expect(lines(admitted([gap(0), ready(start + 7), gap(0)]))).toEqual([
      'evidenceGap 7',
      'gatewayState 7',
      'evidenceGap 7',
    ]);
    expect(admitted([gap(0)], start)).toMatchObject([{ time: start }]);
  });

  test('loses no record: each is admitted, or a gap stands for it', () => {
    const times = fc.array(fc.integer({ min: 1, max: 40 * day }), { maxLength: 30 });
    fc.assert(
      fc.property(times, (offsets) => {
        const told = admitted(offsets.map((offset) => ready(start + offset)));
        expect(told).toHaveLength(offsets.length);
      }),
    );
  });
});
