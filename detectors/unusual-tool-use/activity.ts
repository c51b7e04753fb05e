import { dayOf, noPeriods, type Periods, withPeriod } from '../../src/detector-kit/index.ts';
import { addPeak, newPeaks, type Peaks } from './peaks.ts';

/** Calls of one tool group by one entity: the last span slot by slot, the current run, and how busy it ever was. */
export type Activity = {
  slot: number;
  /** Of slots with calls, oldest first: `[slot, calls, slot, calls, …]`. */
  counts: number[];
  /** Calls within the span. It may reach one slot too far back, so it over-counts, never under-counts. */
  total: number;
  /** Highest total since the span's last turn. */
  peak: number;
  inRun: number;
  /** A burst was told since the last turn: not to be learned. */
  told: boolean;
  toldPeak: number;
  toldDays: Periods;
  readonly spans: Peaks;
  readonly runs: Peaks;
};

/** What was told on so many days is a habit. */
export const habitAfterDays = 3;
const slots = 20;
const kept = slots + 1;

export function newActivity(): Activity {
  return {
    slot: 0,
    counts: [],
    total: 0,
    peak: 0,
    inRun: 0,
    told: false,
    toldPeak: 0,
    toldDays: noPeriods,
    spans: newPeaks(),
    runs: newPeaks(),
  };
}

/** Returns the peak of a span that has ended and may be learned, else 0. */
export function countCall(activity: Activity, time: number, window: number, learns: boolean): number {
  const slot = Math.floor((time * slots) / window);
  const ended = slot > activity.slot ? turnTo(activity, slot, learns) : 0;
  if (slot > activity.slot - kept) {
    addTo(activity, slot);
    activity.total++;
  }
  activity.inRun++;
  if (activity.total > activity.peak) activity.peak = activity.total;
  return ended;
}

/** Returns the calls of the run that has ended when they may be learned, else 0. */
export function endRun(activity: Activity, learns: boolean): number {
  const calls = mayLearn(activity, learns) ? activity.inRun : 0;
  addPeak(activity.runs, calls);
  activity.inRun = 0;
  return calls;
}

/** A habit by now, though every time it was told. */
export function isHabit({ toldDays }: Activity): boolean {
  return toldDays.count > habitAfterDays;
}

/** Notes a burst that is told; true when one about as large was told on another day. */
export function tellBurst(activity: Activity, calls: number, time: number): boolean {
  activity.toldDays = withPeriod(activity.toldDays, dayOf(time));
  activity.told = true;
  const again = activity.toldDays.count > 1 && calls <= 2 * activity.toldPeak;
  if (!again) activity.toldPeak = Math.max(activity.toldPeak, calls);
  return again;
}

function turnTo(activity: Activity, slot: number, learns: boolean): number {
  const spanTurns = Math.floor(slot / slots) > Math.floor(activity.slot / slots);
  dropOld(activity, slot - kept);
  activity.slot = slot;
  // A pause as long as the window ends a run, whatever its id.
  if (activity.total === 0) endRun(activity, learns);
  return spanTurns ? endSpan(activity, learns) : 0;
}

function endSpan(activity: Activity, learns: boolean): number {
  const peak = mayLearn(activity, learns) ? activity.peak : 0;
  addPeak(activity.spans, peak);
  activity.peak = 0;
  activity.told = false;
  return peak;
}

function mayLearn(activity: Activity, learns: boolean): boolean {
  return isHabit(activity) || (learns && !activity.told);
}

/** Forgets the slots up to `last`. */
function dropOld(activity: Activity, last: number): void {
  const { counts } = activity;
  let gone = 0;
  for (; gone < counts.length && (counts[gone] ?? 0) <= last; gone += 2)
    activity.total -= counts[gone + 1] ?? 0;
  if (gone === counts.length) activity.counts = [];
  else if (gone > 0) activity.counts = counts.slice(gone);
}

/** Late calls go to their slot. */
function addTo(activity: Activity, slot: number): void {
  const { counts } = activity;
  let at = counts.length - 2;
  while (at >= 0 && (counts[at] ?? 0) > slot) at -= 2;
  if (at >= 0 && counts[at] === slot) counts[at + 1] = (counts[at + 1] ?? 0) + 1;
  else if (counts.length === 0) activity.counts = [slot, 1];
  else if (at === counts.length - 2) counts.push(slot, 1);
  else counts.splice(at + 2, 0, slot, 1);
}
