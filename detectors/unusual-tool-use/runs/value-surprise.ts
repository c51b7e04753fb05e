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
const onceOnly = 0.3;

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
  const slot = (kind: 's' | 'w') => Math.round(countOf(past.own, slotTrait(kind, tool, value.field)));
  const [seen, among] = [slot('w'), slot('s')];
  const often = among === 0 ? 'none was given before' : `new in ${seen} of ${among} runs`;
  const before = isKnown ? 'one single run gave it before' : often;
  const what = `the ${value.kind} in ${value.field || 'the argument'} of ${tool}`;
  const from = value.origin === 'result' ? "came from a tool's result, not from the user" : 'is new';
  return { bits: surprise, seen, among, text: `${what} ${from} (${before})` };
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
