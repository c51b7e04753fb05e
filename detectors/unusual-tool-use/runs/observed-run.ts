import { type ArgumentValue, countOf, knowsValue } from '../../../src/detector-kit/index.ts';
import {
  countSurprise,
  countTrait,
  flowSurprise,
  flowTrait,
  orderSurprise,
  orderTrait,
  type Past,
  type Surprise,
  slotTrait,
  toolSurprise,
  toolTrait,
  type View,
  valueHash,
  valueSurprise,
} from './surprise.ts';
import { readsOthers, readsPrivate, sendsOut } from './tool-roles.ts';
import { mostBits, weights } from './weights.ts';

/** A run while it goes on: what there is to learn of it, and what is surprising about it so far. */
export type ObservedRun = {
  readonly session: string;
  readonly runId: string;
  readonly startedAt: number;
  lastAt: number;
  calls: number;
  previous: string;
  /** Words of strangers were read in it; and then what is private. */
  heardOthers: boolean;
  heardPrivate: boolean;
  /** Traits, and how often it has had each: a run has few, so that a list is found through fastest. */
  readonly traits: string[];
  readonly counts: number[];
  readonly values: string[];
  /** New values that the user did not say, where new ones are seldom: field and hash. */
  fresh?: string[];
  surprises: { [V in View]?: Surprise };
  /** Weighed bits. */
  score: number;
  /** The score when it was told last. */
  told: number;
  /** The flow was told by itself, for want of a history. */
  flowTold: boolean;
  teaches: boolean;
};

const mostTraits = 128;
const mostValues = 64;
const mostCounted = 8;
const leastKept = 0.25;
const usuallyNew = 0.2;

export function newRun(session: string, runId: string, time: number): ObservedRun {
  return {
    session,
    runId,
    startedAt: time,
    lastAt: time,
    calls: 0,
    previous: '',
    heardOthers: false,
    heardPrivate: false,
    traits: [],
    counts: [],
    values: [],
    surprises: {},
    score: 0,
    told: 0,
    flowTold: false,
    teaches: true,
  };
}

/** One call more; true when the run is more surprising than before. */
export function observeCall(run: ObservedRun, past: Past, tool: string): boolean {
  run.calls++;
  let rises = false;
  const count = note(run, toolTrait(tool));
  if (count === 1) rises = keep(run, 'tool', toolSurprise(past, tool, least(run, 'tool')));
  else if (count <= mostCounted && note(run, countTrait(tool, count)) === 1) {
    rises = keep(run, 'count', countSurprise(past, tool, count, least(run, 'count')));
  }
  if (note(run, orderTrait(run.previous, tool)) === 1) {
    rises = keep(run, 'order', orderSurprise(past, run.previous, tool, least(run, 'order'))) || rises;
  }
  run.previous = tool;
  if (run.heardOthers && readsPrivate(tool)) run.heardPrivate = true;
  if (readsOthers(tool)) run.heardOthers = true;
  return rises;
}

/** What its arguments name; true when the run is more surprising than before. */
export function observeValues(
  run: ObservedRun,
  past: Past,
  tool: string,
  values: readonly ArgumentValue[],
): boolean {
  let rises = false;
  for (const value of values) {
    const hash = valueHash(value);
    noteValue(run, hash);
    const slot = slotTrait('s', tool, value.field);
    note(run, slot);
    if (knowsValue(past.own, hash)) continue;
    // The first value of all is always new: that says nothing of the next one.
    if (countOf(past.own, slot) > 0) note(run, slotTrait('w', tool, value.field));
    noteFresh(run, past, tool, value);
    if (value.origin === 'result') observeBrought(run, past, tool, value.field);
    rises = keep(run, 'value', valueSurprise(past, tool, value, least(run, 'value'))) || rises;
  }
  return rises;
}

/** A new value that a tool's result brought. */
function observeBrought(run: ObservedRun, past: Past, tool: string, field: string): void {
  if (countOf(past.own, slotTrait('s', tool, field)) > 0) note(run, slotTrait('r', tool, field));
  if (run.heardPrivate && sendsOut(tool) && note(run, flowTrait) === 1) {
    keep(run, 'flow', flowSurprise(past, tool));
  }
}

/** The bits of its views, weighed; less while the history is short. */
export function scoreOf({ surprises }: ObservedRun, { own, agent }: Past): number {
  let sum = 0;
  for (const view in surprises) {
    sum += weights[view as View] * Math.min(mostBits, surprises[view as View]?.bits ?? 0);
  }
  return sum * Math.max(own.runs / (own.runs + 1), agent.runs / (agent.runs + 200));
}

/** Returns how often the run has had the trait; 0 when there is no room for it. */
function note({ traits, counts }: ObservedRun, name: string): number {
  const at = traits.indexOf(name);
  if (at >= 0) {
    const count = (counts[at] ?? 0) + 1;
    counts[at] = count;
    return count;
  }
  if (traits.length >= mostTraits) return 0;
  traits.push(name);
  counts.push(1);
  return 1;
}

function noteFresh(run: ObservedRun, { own }: Past, tool: string, value: ArgumentValue): void {
  if (value.origin === 'user') return;
  const [seen, among] = [
    countOf(own, slotTrait('w', tool, value.field)),
    countOf(own, slotTrait('s', tool, value.field)),
  ];
  if (among > 0 && seen > usuallyNew * among) return;
  const name = `${tool}.${value.field} ${valueHash(value)}`;
  run.fresh ??= [];
  if (run.fresh.length < mostValues && !run.fresh.includes(name)) run.fresh.push(name);
}

function noteValue({ values }: ObservedRun, hash: string): void {
  if (values.length < mostValues && !values.includes(hash)) values.push(hash);
}

/** What is not more than this needs no words. */
function least({ surprises }: ObservedRun, view: View): number {
  return surprises[view]?.bits ?? leastKept;
}

function keep(run: ObservedRun, view: View, surprise: Surprise | undefined): boolean {
  if (surprise === undefined) return false;
  run.surprises[view] = surprise;
  return true;
}
