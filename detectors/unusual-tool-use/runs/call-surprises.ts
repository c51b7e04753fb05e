import {
  type ArgumentValue,
  bits,
  chance,
  countOf,
  type Json,
  type Profile,
  readsOnly,
} from '../../../src/detector-kit/index.ts';
import { type Past, type Surprise, told, unknown, usualTool } from './surprise.ts';
import { countTrait, failureTrait, flowTrait, orderTrait, toolTrait } from './traits.ts';

/** Before an agent has done anything: every tenth run sends what a stranger said, every tenth use of a tool fails. */
const usualFlow = 0.1;
const usualFailure = 0.1;
/** So much of a tool's bits counts when the call asks for nothing, or only for what the user named. */
const stakes = { nothing: 0.3, said: 0.5, whole: 1 };

/** What a stranger could want of a call: little of one without arguments, or with the user's own. */
export function stakeOf(args: Json | undefined, values: readonly ArgumentValue[]): number {
  if (typeof args === 'object' && args !== null && Object.keys(args).length === 0) return stakes.nothing;
  return values.length > 0 && values.every(({ origin }) => origin === 'user') ? stakes.said : stakes.whole;
}

/** A tool that does something, and that the runs before seldom had. Nothing when it surprises by `least` bits or less. */
export function toolSurprise(past: Past, tool: string, stake: number, least: number): Surprise | undefined {
  if (readsOnly(tool)) return undefined;
  const { own, agent, width } = past;
  const seen = countOf(own, toolTrait(tool));
  const surprise = stake * bits(chance(seen, own.runs, usualTool(agent, tool), width));
  if (surprise <= least) return undefined;
  return told(past, { tool, bits: surprise, count: seen });
}

/** The tool after that tool, or first in the run. */
export function orderSurprise(past: Past, before: string, tool: string, least: number): Surprise | undefined {
  const { own, agent, width } = past;
  const trait = orderTrait(before, tool);
  const agentsOwn = chance(countOf(agent, trait), runsWith(agent, before), usualTool(agent, tool), 0.5);
  const seen = countOf(own, trait);
  const surprise = bits(chance(seen, runsWith(own, before), agentsOwn, width));
  if (surprise <= least) return undefined;
  return told(past, { tool, bits: surprise, count: seen, before });
}

/** So many calls of the tool in one run. */
export function countSurprise(past: Past, tool: string, count: number, least: number): Surprise | undefined {
  const { own, agent, width } = past;
  const trait = countTrait(tool, count);
  const agentsOwn = chance(countOf(agent, trait), countOf(agent, toolTrait(tool)), unknown, 1);
  const seen = countOf(own, trait);
  const surprise = bits(chance(seen, countOf(own, toolTrait(tool)), agentsOwn, width));
  if (surprise <= least) return undefined;
  return told(past, { tool, bits: surprise, count: seen, times: count });
}

/** So many calls, or more, in one run. */
export function lengthSurprise(
  past: Past,
  trait: string,
  calls: number,
  least: number,
): Surprise | undefined {
  const { own, agent, width } = past;
  const agentsOwn = chance(countOf(agent, trait), agent.runs, unknown, 4);
  const seen = countOf(own, trait);
  const surprise = bits(chance(seen, own.runs, agentsOwn, width));
  if (surprise <= least) return undefined;
  return told(past, { tool: '', bits: surprise, count: seen, times: calls });
}

/** A tool failed. */
export function failureSurprise(past: Past, tool: string, least: number): Surprise | undefined {
  const { own, agent, width } = past;
  const trait = failureTrait(tool);
  const agentsOwn = chance(countOf(agent, trait), countOf(agent, toolTrait(tool)), usualFailure, 4);
  const seen = countOf(own, trait);
  const surprise = bits(chance(seen, countOf(own, toolTrait(tool)), agentsOwn, width));
  if (surprise <= least) return undefined;
  return told(past, { tool, bits: surprise, count: seen });
}

/** Words of strangers were read, then what is private, and then something went where a tool's result said. */
export function flowSurprise(past: Past, tool: string): Surprise {
  const { own, agent, width } = past;
  const expected = chance(countOf(agent, flowTrait), agent.runs, usualFlow, 20);
  const seen = countOf(own, flowTrait);
  return told(past, { tool, bits: bits(chance(seen, own.runs, expected, width)), count: seen });
}

function runsWith(profile: Profile, tool: string): number {
  return tool === '' ? profile.runs : countOf(profile, toolTrait(tool));
}
