import type { Learning } from '../../../src/detector-kit/index.ts';
import { agentRuns, people, runs, unfinished } from './learned-runs.ts';
import { entities, peers } from './learned-uses.ts';
import { portray } from './portray.ts';

/** What of the habits outlives a run of the program. */
export const learning: Learning = {
  memories: { entities, peers, runs, 'agent-runs': agentRuns, people, unfinished },
  portray,
};
