import { type ArgumentValue, countOf, countOfValue } from '../../../src/detector-kit/index.ts';
import {
  countSurprise,
  failureSurprise,
  flowSurprise,
  lengthSurprise,
  orderSurprise,
  toolSurprise,
} from './call-surprises.ts';
import { keep, least, note, noteFresh, noteValue, type ObservedRun } from './observed-run.ts';
import type { Past } from './surprise.ts';
import { readsOthers, readsPrivate, sendsOut } from './tool-roles.ts';
import {
  countTrait,
  failureTrait,
  flowTrait,
  lengthTraits,
  mostCounted,
  orderTrait,
  slotTrait,
  toolTrait,
} from './traits.ts';
import { valueHash, valueSurprise } from './value-surprise.ts';

const tie = 1e-9;
/** From so many runs on, what one single run gave is not yet a habit. */
const enough = 5;
/** Where more of the runs give a new value, one more is nothing to accept. */
const usuallyNew = 0.2;

/** One call more, with so much at stake; true when the run is more surprising than before. */
export function observeCall(run: ObservedRun, past: Past, tool: string, stake: number): boolean {
  run.calls++;
  const count = note(run, toolTrait(tool));
  // A call that asked for nothing says little of the next one, which may ask for something.
  const isTelling = count === 1 || stake === 1;
  const another = isTelling && keep(run, 'tool', toolSurprise(past, tool, stake, least(run, 'tool')));
  const again = count > 1 && count <= mostCounted && observeCount(run, past, tool, count);
  const order = observeOrder(run, past, tool);
  const longer = observeLength(run, past);
  run.previous = tool;
  if (run.heardOthers && readsPrivate(tool)) run.heardPrivate = true;
  if (readsOthers(tool)) run.heardOthers = true;
  return another || again || order || longer;
}

function observeCount(run: ObservedRun, past: Past, tool: string, count: number): boolean {
  if (note(run, countTrait(tool, count)) !== 1) return false;
  return keep(run, 'count', countSurprise(past, tool, count, least(run, 'count')));
}

function observeOrder(run: ObservedRun, past: Past, tool: string): boolean {
  if (note(run, orderTrait(run.previous, tool)) !== 1) return false;
  return keep(run, 'order', orderSurprise(past, run.previous, tool, least(run, 'order')));
}

function observeLength(run: ObservedRun, past: Past): boolean {
  const trait = lengthTraits.get(run.calls);
  if (trait === undefined) return false;
  note(run, trait);
  // Of two lengths that no run had, the longer says more.
  return keep(run, 'length', lengthSurprise(past, trait, run.calls, least(run, 'length') - tie));
}

/** A call of it failed; true when the run is more surprising than before. */
export function observeFailure(run: ObservedRun, past: Past, tool: string): boolean {
  if (note(run, failureTrait(tool)) !== 1) return false;
  return keep(run, 'outcome', failureSurprise(past, tool, least(run, 'outcome')));
}

/** What its arguments name; true when the run is more surprising than before. */
export function observeValues(
  run: ObservedRun,
  past: Past,
  tool: string,
  values: readonly ArgumentValue[],
): boolean {
  let rises = false;
  for (const value of values) rises = observeValue(run, past, tool, value) || rises;
  return rises;
}

function observeValue(run: ObservedRun, past: Past, tool: string, value: ArgumentValue): boolean {
  const hash = valueHash(value);
  noteValue(run, hash);
  note(run, slotTrait('s', tool, value.field));
  const times = countOfValue(past.own, hash);
  if (times > 1 || (times > 0 && past.own.runs < enough)) return false;
  if (times === 0) observeNew(run, past, tool, value);
  if (isFresh(past, tool, value)) noteFresh(run, `${tool}.${value.field} ${hash}`);
  const known = { isKnown: times > 0, least: least(run, 'value') };
  return keep(run, 'value', valueSurprise(past, tool, value, known));
}

/** What the user did not say, where new ones are seldom. */
function isFresh({ own }: Past, tool: string, { field, origin }: ArgumentValue): boolean {
  if (origin === 'user') return false;
  const among = countOf(own, slotTrait('s', tool, field));
  return among === 0 || countOf(own, slotTrait('w', tool, field)) <= usuallyNew * among;
}

/** The first value of all is always new: that says nothing of the next one. */
function observeNew(run: ObservedRun, past: Past, tool: string, { field, origin }: ArgumentValue): void {
  if (countOf(past.own, slotTrait('s', tool, field)) > 0) note(run, slotTrait('w', tool, field));
  if (origin === 'result') observeBrought(run, past, tool, field);
}

/** A new value that a tool's result brought. */
function observeBrought(run: ObservedRun, past: Past, tool: string, field: string): void {
  if (countOf(past.own, slotTrait('s', tool, field)) > 0) note(run, slotTrait('r', tool, field));
  if (run.heardPrivate && sendsOut(tool) && note(run, flowTrait) === 1) {
    keep(run, 'flow', flowSurprise(past, tool));
  }
}
