import {
  type ArgumentValue,
  bits,
  chance,
  countOf,
  hashText,
  type Profile,
} from '../../../src/detector-kit/index.ts';
import type { Past, Surprise } from './surprise.ts';
import { slotTrait } from './traits.ts';

/** Before anything is known: every third value is new, every third new one has this origin. */
const newValue = 0.35;
const unknownOrigin = 0.35;
/** Of a new value from nowhere, or nobody knows where, so much of the bits counts. */
const somehow = 0.3;
/** Words that only are a name are put in other words easily. */
const nameOnly = 0.7;
/** Of a value that one single run gave: that run may have been an attacker's. */
const onceOnly = 0.2;

/** A value that the earlier runs never named: what the user did not say counts, most what a tool's result brought. */
export function valueSurprise(
  past: Past,
  tool: string,
  value: ArgumentValue,
  { isKnown, least }: { readonly isKnown: boolean; readonly least: number },
): Surprise | undefined {
  if (value.origin === 'user') return undefined;
  const surprise = (isKnown ? onceOnly : 1) * bitsOf(past, tool, value);
  if (surprise <= least) return undefined;
  return { tool, bits: surprise, ...inRuns(past, tool, value, isKnown) };
}

/** In how many runs the argument named something, and in how many something new: from a result, if this one is. */
function inRuns(
  { own }: Past,
  tool: string,
  value: ArgumentValue,
  isKnown: boolean,
): Omit<Surprise, 'tool' | 'bits'> {
  const isBrought = value.origin === 'result';
  const count = (kind: 's' | 'w' | 'r') => Math.round(countOf(own, slotTrait(kind, tool, value.field)));
  const [seen, among] = [count(isBrought ? 'r' : 'w'), count('s')];
  const text = isKnown
    ? inWords(tool, value, `the ${value.kind} of one single run before`)
    : `${inWords(tool, value, `a new ${value.kind}`)} (${oftenIn(seen, among, isBrought)})`;
  return { seen, among, text, isImplied: among === 0 && !isBrought };
}

function inWords(tool: string, { field, origin }: ArgumentValue, what: string): string {
  const held = `${field || 'the argument'} of ${tool} held ${what}`;
  if (origin === 'result') return `${held}, which came from a tool's result, not from the user`;
  return origin === undefined ? held : `${held}, which the user had not said`;
}

function oftenIn(seen: number, among: number, isBrought: boolean): string {
  if (among === 0) return 'no run before gave one';
  const runs = `${seen || 'none'} of ${among} ${among === 1 ? 'run' : 'runs'}`;
  return `${runs} had a new one${isBrought ? ' from a result' : ''}`;
}

export function valueHash({ kind, value }: ArgumentValue): string {
  return hashText(`${kind} ${value}`);
}

function bitsOf(past: Past, tool: string, value: ArgumentValue): number {
  const fresh = freshBits(past, tool, value);
  return value.origin === 'result'
    ? fresh + broughtBits(past, tool, value)
    : somehow * (fresh + bits(unknownOrigin));
}

/** That there is a new one. */
function freshBits({ own, width }: Past, tool: string, { field, kind }: ArgumentValue): number {
  const count = (slot: 's' | 'w') => countOf(own, slotTrait(slot, tool, field));
  const fresh = bits(chance(count('w'), count('s'), newValue, width));
  return kind === 'name' ? nameOnly * fresh : fresh;
}

/** That a result brings the new one. */
function broughtBits({ own, agent, width }: Past, tool: string, { field }: ArgumentValue): number {
  const count = (profile: Profile, kind: 'w' | 'r') => countOf(profile, slotTrait(kind, tool, field));
  const usual = chance(count(agent, 'r'), count(agent, 'w'), unknownOrigin, 2);
  return bits(chance(count(own, 'r'), count(own, 'w'), usual, width));
}
