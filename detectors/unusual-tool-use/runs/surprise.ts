import { chance, countOf, type Profile } from '../../../src/detector-kit/index.ts';
import { toolTrait } from './traits.ts';

/** From where a run is looked at. */
export type View = 'tool' | 'value' | 'order' | 'count' | 'flow' | 'outcome' | 'length';

/** Something in a run, and how seldom the earlier runs had it. */
export type Surprise = {
  readonly tool: string;
  readonly bits: number;
  /** In so many … */
  readonly seen: number;
  /** … of so many. */
  readonly among: number;
  /** The tool that it followed, and so many calls: of what it is in words. */
  readonly before?: string;
  readonly times?: number;
  /** What its numbers do not tell, in words. */
  readonly text?: string;
  /** Where the tool is new, this goes without saying. */
  readonly isImplied?: boolean;
  /** The tool came after itself: no new order. */
  readonly isAgain?: boolean;
};

/** Whose history counts. */
export interface Past {
  readonly own: Profile;
  /** `own` are the runs of who asked for this one, in whatever session: the session itself has few. */
  readonly isPersons?: boolean;
  /** Who stands behind it: all runs of the agent, or of who asked. */
  readonly agent: Profile;
  /** As how many runs of its own the agent's habits count. */
  readonly width: number;
  /** Runs of its own, below which nothing is said. */
  readonly least: number;
}

/** Before an agent has done anything, every third run is thought to use a tool. */
export const unknown = 0.3;

/** How often the agent uses the tool. */
export function usualTool(agent: Profile, tool: string): number {
  return chance(countOf(agent, toolTrait(tool)), agent.runs, unknown, 1);
}

interface Told {
  readonly tool: string;
  readonly bits: number;
  readonly count: number;
  readonly before?: string;
  readonly times?: number;
}

/** As the runs fade, so does what they had: told is the share of those there were. */
export function told({ own }: Past, { tool, bits, count, before = '', times = 0 }: Told): Surprise {
  const among = own.seen;
  const seen = Math.round((count / Math.max(own.runs, 1)) * among);
  return { tool, bits, seen, among, before, times, isAgain: before === tool };
}
