import { hour, poissonTail } from '../../../src/detector-kit/index.ts';
import { countInHour, newHours, type Rate, usualRate } from '../hours.ts';
import type { Limits } from '../limits.ts';
import type { Peers } from '../peers.ts';
import type { Sign } from '../sign.ts';

const leastWeeks = 4;
/** Where a median is smaller, chance is counted exactly; above, in deviations. */
const small = 30;
const rare = 1e-6;
const deviations = 6;
/** A median deviation as a standard deviation. */
const asStandard = 1.4826;

/** An agent is busier than it ever is in that hour of the week. Never more than low: how busy it is proves nothing. */
export function oddHour(agent: Peers, time: number, { calls: floor, factor }: Limits): Sign | undefined {
  agent.hours ??= newHours(time);
  const { hours } = agent;
  countInHour(hours, time);
  if (hours.calls <= floor || hours.calls <= hours.ordinary) return undefined;
  const rate = usualRate(hours);
  hours.ordinary = rate.weeks < leastWeeks ? Number.MAX_SAFE_INTEGER : ordinaryCalls(rate, floor, factor);
  return hours.calls > hours.ordinary ? signOf(hours.hour, hours.calls, rate) : undefined;
}

function ordinaryCalls({ median, deviation }: Rate, floor: number, factor: number): number {
  const least = Math.max(floor, factor * median);
  const spread = asStandard * deviation;
  if (median >= small) return Math.max(least, median + deviations * Math.max(spread, Math.sqrt(median)));
  let calls = Math.ceil(least);
  while (poissonTail(calls + 1, Math.max(1, median + spread)) >= rare) calls++;
  return calls;
}

function signOf(hourAt: number, calls: number, { weeks, median, deviation }: Rate): Sign {
  const at = new Date(hourAt * hour);
  const day = at.toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' });
  const usual = `median of ${weeks} weeks: ${median}, deviation ${deviation}`;
  return {
    rule: 'odd-hour',
    subject: '',
    severity: 'low',
    text: `ran while its agent made ${calls} calls within one hour, ${day} ${at.toISOString().slice(11, 16)} UTC (${usual})`,
    seen: calls,
    threshold: null,
  };
}
