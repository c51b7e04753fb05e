import type { ArgumentValue } from '../../../src/detector-kit/index.ts';
import { knowsValue } from '../../../src/detector-kit/index.ts';
import {
  countSurprise,
  countTrait,
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
import { mostBits, weights } from './weights.ts';

/** A run while it goes on: what there is to learn of it, and what is surprising about it so far. */
export type ObservedRun = {
  readonly session: string;
  readonly runId: string;
  readonly startedAt: number;
  lastAt: number;
  calls: number;
  previous: string;
  traits: { [name: string]: number };
  traitCount: number;
  values: { [hash: string]: number };
  valueCount: number;
  surprises: { [V in View]?: Surprise };
  /** Weighed bits. */
  score: number;
  /** The score when it was told last. */
  told: number;
  teaches: boolean;
};

const mostTraits = 128;
const mostValues = 64;
const mostCounted = 8;

export function newRun(session: string, runId: string, time: number): ObservedRun {
  const nothing = { calls: 0, previous: '', traits: {}, traitCount: 0, values: {}, valueCount: 0 };
  return {
    session,
    runId,
    startedAt: time,
    lastAt: time,
    ...nothing,
    surprises: {},
    score: 0,
    told: 0,
    teaches: true,
  };
}

/** One call more. */
export function observeCall(run: ObservedRun, past: Past, tool: string): void {
  run.calls++;
  const count = note(run, toolTrait(tool));
  if (count === 1) keepGreater(run, 'tool', toolSurprise(past, tool));
  else if (count <= mostCounted && note(run, countTrait(tool, count)) === 1) {
    keepGreater(run, 'count', countSurprise(past, tool, count));
  }
  if (note(run, orderTrait(run.previous, tool)) === 1) {
    keepGreater(run, 'order', orderSurprise(past, run.previous, tool));
  }
  run.previous = tool;
}

/** What its arguments name. */
export function observeValues(
  run: ObservedRun,
  past: Past,
  tool: string,
  values: readonly ArgumentValue[],
): void {
  for (const value of values) {
    const hash = valueHash(value);
    const again = run.values[hash] !== undefined;
    if (!again && run.valueCount < mostValues) {
      run.values[hash] = 1;
      run.valueCount++;
    }
    note(run, slotTrait('s', tool, value.field));
    if (knowsValue(past.own, hash)) continue;
    note(run, slotTrait('w', tool, value.field));
    if (value.origin === 'result') note(run, slotTrait('r', tool, value.field));
    keepGreater(run, 'value', valueSurprise(past, tool, value));
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
function note(run: ObservedRun, name: string): number {
  const known = run.traits[name];
  if (known !== undefined) {
    run.traits[name] = known + 1;
    return known + 1;
  }
  if (run.traitCount >= mostTraits) return 0;
  run.traits[name] = 1;
  run.traitCount++;
  return 1;
}

function keepGreater(run: ObservedRun, view: View, surprise: Surprise | undefined): void {
  if (surprise === undefined) return;
  if (surprise.bits > (run.surprises[view]?.bits ?? 0)) run.surprises[view] = surprise;
}
