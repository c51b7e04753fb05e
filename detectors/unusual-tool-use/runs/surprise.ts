import {
  type ArgumentValue,
  bits,
  chance,
  countOf,
  hashText,
  joining,
  knowsValue,
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
const newValue = 0.35;

export const toolTrait = remember((tool) => `t ${tool}`);
export const orderTrait = joining('>');
export const countTrait = (tool: string, count: number): string => `n ${tool} ${count}`;
export const slotTrait = (kind: 's' | 'w' | 'r', tool: string, field: string): string =>
  `${kind} ${tool}.${field}`;

/** A tool that does something, and that the runs before seldom had. */
export function toolSurprise(past: Past, tool: string): Surprise | undefined {
  if (readsOnly(tool)) return undefined;
  const trait = toolTrait(tool);
  const seen = countOf(past.own, trait);
  return {
    bits: bits(chance(seen, past.own.runs, usualTool(past.agent, tool), past.width)),
    ...among(past, seen),
    text: `${tool} was used in ${share(past, seen)}`,
  };
}

/** The tool after that tool, or first in the run. */
export function orderSurprise(past: Past, before: string, tool: string): Surprise {
  const { own, agent, width } = past;
  const trait = orderTrait(before, tool);
  const agentsOwn = chance(countOf(agent, trait), runsWith(agent, before), usualTool(agent, tool), 0.5);
  const seen = countOf(own, trait);
  const follows = before === '' ? `${tool} came first` : `${tool} followed ${before}`;
  return {
    bits: bits(chance(seen, runsWith(own, before), agentsOwn, width)),
    ...among(past, seen),
    text: `${follows} in ${share(past, seen)}`,
  };
}

export const flowTrait = 'f';
const usualFlow = 0.1;

/** Words of strangers were read, then what is private, and then something went where a tool's result said. */
export function flowSurprise(past: Past, tool: string): Surprise {
  const { own, agent, width } = past;
  const expected = chance(countOf(agent, flowTrait), agent.runs, usualFlow, 20);
  const seen = countOf(own, flowTrait);
  return {
    bits: bits(chance(seen, own.runs, expected, width)),
    ...among(past, seen),
    text: `sent something with ${tool} where a tool's result said, after words of strangers and private data were read (so did ${share(past, seen)})`,
  };
}

/** So many calls of the tool in one run. */
export function countSurprise(past: Past, tool: string, count: number): Surprise {
  const { own, agent, width } = past;
  const trait = countTrait(tool, count);
  const agentsOwn = chance(countOf(agent, trait), countOf(agent, toolTrait(tool)), unknown, 1);
  const seen = countOf(own, trait);
  return {
    bits: bits(chance(seen, countOf(own, toolTrait(tool)), agentsOwn, width)),
    ...among(past, seen),
    text: `${tool} was called ${count} times, as often in ${share(past, seen)}`,
  };
}

/** A value that the earlier runs never named: what the user did not say counts, most what a tool's result brought. */
export function valueSurprise(past: Past, tool: string, value: ArgumentValue): Surprise | undefined {
  const { own, agent, width } = past;
  if (value.origin === 'user' || knowsValue(own, valueHash(value))) return undefined;
  const count = (profile: Profile, kind: 's' | 'w' | 'r') =>
    countOf(profile, slotTrait(kind, tool, value.field));
  const seen = count(own, 'w');
  const fresh = bits(chance(seen, count(own, 's'), newValue, width));
  const brought = chance(count(agent, 'r'), count(agent, 'w'), newValue, 2);
  const fromResult = bits(chance(count(own, 'r'), seen, brought, width));
  const told = `${value.kind} in ${value.field || 'the argument'} of ${tool}`;
  const facts = { seen: Math.round(seen), among: Math.round(count(own, 's')) };
  const often = facts.among === 0 ? 'never given before' : `new in ${facts.seen} of ${facts.among} runs`;
  return value.origin === 'result'
    ? {
        ...facts,
        bits: fresh + fromResult,
        text: `the ${told} came from a tool's result, not from the user (${often})`,
      }
    : { ...facts, bits: 0.4 * (fresh + bits(newValue)), text: `the ${told} is new (${often})` };
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
function among({ own }: Past, seen: number): { readonly seen: number; readonly among: number } {
  return { seen: Math.round((seen / Math.max(own.runs, 1)) * own.seen), among: own.seen };
}

function share(past: Past, seen: number): string {
  const told = among(past, seen);
  return `${told.seen} of ${told.among} earlier runs`;
}
