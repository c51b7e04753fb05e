import { hour, poissonTail } from '../../../src/detector-kit/index.ts';
import { hourOf, type Rate, usualRate } from '../hours.ts';
import type { Peers } from '../peers.ts';
import type { Sign } from '../sign.ts';

const leastWeeks = 4;
/** Fewer runs in one hour are never too many, nor are four times the usual. */
const floor = 12;
const factor = 4;
/** Where a median is smaller, chance is counted exactly; above, in deviations. */
const small = 30;
const rare = 1e-6;
const deviations = 6;
/** A median deviation as a standard deviation. */
const asStandard = 1.4826;
/** A whole number of 31 bits: one that is larger, or a fraction, keeps V8 from ever compiling who makes `Hours`. */
const beyondAll = 2 ** 30 - 1;

/** An agent begins more runs than it ever does in that hour of the week. Never more than low: how busy it is proves nothing. */
export function oddHour({ hours }: Peers, time: number): Sign | undefined {
  if (hours === undefined || hours.runs <= floor || hours.hour !== hourOf(time)) return undefined;
  if (hours.runs <= hours.ordinary) return undefined;
  const rate = usualRate(hours);
  hours.ordinary = rate.weeks < leastWeeks ? beyondAll : Math.floor(ordinaryRuns(rate));
  return hours.runs > hours.ordinary ? signOf(hours.hour, hours.runs, rate) : undefined;
}

function ordinaryRuns({ median, deviation }: Rate): number {
  const least = Math.max(floor, factor * median);
  const spread = asStandard * deviation;
  if (median >= small) return Math.max(least, median + deviations * Math.max(spread, Math.sqrt(median)));
  let runs = Math.ceil(least);
  while (poissonTail(runs + 1, Math.max(1, median + spread)) >= rare) runs++;
  return runs;
}

function signOf(hourAt: number, runs: number, { weeks, median, deviation }: Rate): Sign {
  const at = new Date(hourAt * hour);
  const day = at.toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' });
  const usual = `median of ${weeks} weeks: ${median}, deviation ${deviation}`;
  return {
    rule: 'odd-hour',
    subject: '',
    severity: 'low',
    text: `ran while its agent began ${runs} runs within one hour, ${day} ${at.toISOString().slice(11, 16)} UTC (${usual})`,
    seen: runs,
    threshold: null,
  };
}
