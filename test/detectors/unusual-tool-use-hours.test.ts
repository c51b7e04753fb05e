import { expect, it } from 'vitest';
import {
  countInHour,
  type Hours,
  joinHours,
  newHours,
  usualRate,
} from '../../detectors/unusual-tool-use/hours.ts';
import unusualToolUse from '../../detectors/unusual-tool-use/unusual-tool-use.ts';
import type { AuditEvent } from '../../src/model/event.ts';
import { findingsOf } from '../support/test-detector.ts';
import { toolCall } from '../support/tool-call.ts';

const second = 1000;
const hour = 3_600_000;
const week = 168 * hour;
/** Monday, 9:00 UTC. */
const monday = Date.UTC(2026, 9, 5, 9);
const session = 'agent:main:main';

const calls = (from: number, count: number): AuditEvent[] =>
  Array.from({ length: count }, (_, at) =>
    toolCall(from + at * 38 * second, session, 'read', { runId: `r${from}-${at}` }),
  );
const weeks = (count: number, each: number): AuditEvent[] =>
  Array.from({ length: count }, (_, at) => calls(monday + at * week, each)).flat();

function counted(...perWeek: readonly number[]): Hours {
  const hours = newHours(monday);
  for (const [at, count] of perWeek.entries())
    for (let call = 0; call < count; call++) countInHour(hours, monday + at * week + call);
  countInHour(hours, monday + perWeek.length * week);
  return hours;
}

const oddHours = (events: readonly AuditEvent[]): readonly string[] =>
  findingsOf(unusualToolUse, events).flatMap(({ explanation, severity }) =>
    explanation.facts.flatMap(({ name, value }) => (name === 'odd-hour' ? [`${severity} ${value}`] : [])),
  );

it('knows the median of an hour of the week and how far the weeks lie from it', () => {
  expect(usualRate(counted(10, 12, 14, 10, 11))).toEqual({ weeks: 5, median: 11, deviation: 1 });
});

it('counts a week without a call as none', () => {
  const hours = counted(10, 0, 0, 0, 0);
  expect(usualRate(hours).median).toBe(0);
});

it('a single wild week neither moves the median nor is learned whole', () => {
  expect(usualRate(counted(10, 10, 500, 10, 10)).median).toBe(10);
  expect(counted(10, 10, 10, 500).past[(monday / hour) % 168]?.at(-1)).toBe(40);
});

it('keeps eight weeks', () => {
  const hours = counted(...Array.from({ length: 30 }, () => 5));
  expect(usualRate(hours).weeks).toBe(8);
  expect(hours.past[(monday / hour) % 168]?.length).toBe(16);
});

it('joins what two states know of one agent', () => {
  const joined = joinHours(counted(5, 5), counted(7, 7, 7));
  expect(joined?.past[(monday / hour) % 168]?.at(-1)).toBe(7);
  expect(joinHours(undefined, undefined)).toBeUndefined();
});

it('tells, never louder than low, that an hour has many more calls than in the weeks before', () => {
  const told = oddHours([...weeks(6, 5), ...calls(monday + 6 * week, 60)]);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/Monday 09:00 UTC \(median of 6 weeks: 5, deviation 0\)/);
  expect(told[0]).toMatch(/^low /);
});

it('says nothing of an hour that is always busy, nor before it knows four weeks', () => {
  expect(oddHours([...weeks(6, 90), ...calls(monday + 6 * week, 100)])).toEqual([]);
  expect(oddHours([...weeks(3, 5), ...calls(monday + 3 * week, 90)])).toEqual([]);
});
