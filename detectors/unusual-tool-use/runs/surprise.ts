import {
  type ArgumentValue,
  bits,
  chance,
  countOf,
  hashText,
  joining,
  type Profile,
  readsOnly,
  remember,
} from '../../../src/detector-kit/index.ts';

/** From where a run is looked at. */
export type View = 'tool' | 'value' | 'order' | 'count' | 'flow';

/** Something in a run, and how seldom the earlier runs had it. */
export type Surprise = {
  readonly bits: number;
  /** In so many … */
  readonly seen: number;
  /** … of so many. */
  readonly among: number;
  readonly text: string;
};

/** Whose history counts. */
export interface Past {
  readonly own: Profile;
  readonly agent: Profile;
  /** As how many runs of its own the agent's habits count. */
  readonly width: number;
  /** Runs of its own, below which nothing is said. */
  readonly least: number;
}

/** Before an agent has done anything, every third run is thought to use a tool. */
const unknown = 0.3;
/** Before anything is known: every third value is new, every third new one has this origin. */
const newValue = 0.35;
const unknownOrigin = 0.35;
/** Of a new value from nowhere, or nobody knows where, so much of the bits counts. */
const somehow = 0.4;
const usualFlow = 0.1;

export const toolTrait = remember((tool) => `t ${tool}`);
export const orderTrait = joining('>');
export const countTrait = (tool: string, count: number): string => `n ${tool} ${count}`;
export const slotTrait = (kind: 's' | 'w' | 'r', tool: string, field: string): string =>
  `${kind} ${tool}.${field}`;
export const flowTrait = 'f';

/** A tool that does something, and that the runs before seldom had. Nothing when it surprises by `least` bits or less. */
export function toolSurprise(past: Past, tool: string, least: number): Surprise | undefined {
  if (readsOnly(tool)) return undefined;
  const { own, agent, width } = past;
  const seen = countOf(own, toolTrait(tool));
  const surprise = bits(chance(seen, own.runs, usualTool(agent, tool), width));
  if (surprise <= least) return undefined;
  return told(past, surprise, seen, `${tool} was never used in`, `${tool} was used in`);
}

/** The tool after that tool, or first in the run. */
export function orderSurprise(past: Past, before: string, tool: string, least: number): Surprise | undefined {
  const { own, agent, width } = past;
  const trait = orderTrait(before, tool);
  const agentsOwn = chance(countOf(agent, trait), runsWith(agent, before), usualTool(agent, tool), 0.5);
  const seen = countOf(own, trait);
  const surprise = bits(chance(seen, runsWith(own, before), agentsOwn, width));
  if (surprise <= least) return undefined;
  return before === ''
    ? told(past, surprise, seen, `${tool} never came first in`, `${tool} came first in`)
    : told(past, surprise, seen, `${tool} never followed ${before} in`, `${tool} followed ${before} in`);
}

/** So many calls of the tool in one run. */
export function countSurprise(past: Past, tool: string, count: number, least: number): Surprise | undefined {
  const { own, agent, width } = past;
  const trait = countTrait(tool, count);
  const agentsOwn = chance(countOf(agent, trait), countOf(agent, toolTrait(tool)), unknown, 1);
  const seen = countOf(own, trait);
  const surprise = bits(chance(seen, countOf(own, toolTrait(tool)), agentsOwn, width));
  if (surprise <= least) return undefined;
  const words = `${tool} was called ${count} times`;
  return told(past, surprise, seen, `${words}, never so often in`, `${words}, so often in`);
}

/** Words of strangers were read, then what is private, and then something went where a tool's result said. */
export function flowSurprise(past: Past, tool: string): Surprise {
  const { own, agent, width } = past;
  const expected = chance(countOf(agent, flowTrait), agent.runs, usualFlow, 20);
  const seen = countOf(own, flowTrait);
  const words = `sent something with ${tool} where a tool's result said, after words of strangers and private data were read`;
  const surprise = bits(chance(seen, own.runs, expected, width));
  return told(past, surprise, seen, `${words}: never in`, `${words}: so did`);
}

/** A value that the earlier runs never named: what the user did not say counts, most what a tool's result brought. */
export function valueSurprise(
  past: Past,
  tool: string,
  value: ArgumentValue,
  least: number,
): Surprise | undefined {
  if (value.origin === 'user') return undefined;
  const isBrought = value.origin === 'result';
  const fresh = freshBits(past, tool, value);
  const surprise = isBrought
    ? fresh + broughtBits(past, tool, value)
    : somehow * (fresh + bits(unknownOrigin));
  if (surprise <= least) return undefined;
  const slot = (kind: 's' | 'w') => Math.round(countOf(past.own, slotTrait(kind, tool, value.field)));
  const [seen, among] = [slot('w'), slot('s')];
  const often = among === 0 ? 'none was given before' : `new in ${seen} of ${among} runs`;
  const what = `the ${value.kind} in ${value.field || 'the argument'} of ${tool}`;
  const from = isBrought ? "came from a tool's result, not from the user" : 'is new';
  return { bits: surprise, seen, among, text: `${what} ${from} (${often})` };
}

/** That there is a new one. */
function freshBits({ own, width }: Past, tool: string, { field }: ArgumentValue): number {
  const count = (kind: 's' | 'w') => countOf(own, slotTrait(kind, tool, field));
  return bits(chance(count('w'), count('s'), newValue, width));
}

/** That a result brings the new one. */
function broughtBits({ own, agent, width }: Past, tool: string, { field }: ArgumentValue): number {
  const count = (profile: Profile, kind: 'w' | 'r') => countOf(profile, slotTrait(kind, tool, field));
  const usual = chance(count(agent, 'r'), count(agent, 'w'), unknownOrigin, 2);
  return bits(chance(count(own, 'r'), count(own, 'w'), usual, width));
}

export function valueHash({ kind, value }: ArgumentValue): string {
  return hashText(`${kind} ${value}`);
}

function usualTool(agent: Profile, tool: string): number {
  return chance(countOf(agent, toolTrait(tool)), agent.runs, unknown, 1);
}

function runsWith(profile: Profile, tool: string): number {
  return tool === '' ? profile.runs : countOf(profile, toolTrait(tool));
}

/** As the runs fade, so does what they had: told is the share of those there were. */
function told({ own }: Past, surprise: number, count: number, never: string, often: string): Surprise {
  const among = own.seen;
  const seen = Math.round((count / Math.max(own.runs, 1)) * among);
  const text = seen === 0 ? `${never} ${among} earlier runs` : `${often} ${seen} of ${among} earlier runs`;
  return { bits: surprise, seen, among, text };
}
