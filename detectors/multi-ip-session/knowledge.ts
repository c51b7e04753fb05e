import type { Episodes } from '../../src/detector-kit/index.ts';
import type { Gateways } from './gateways.ts';
import type { Habits } from './habits.ts';
import type { Options } from './options.ts';
import type { Rotations } from './rotations.ts';
import type { Visits } from './visits.ts';

/** What the rules remember and write to. */
export interface Knowledge {
  readonly options: Options;
  readonly episodes: Episodes;
  readonly visits: Visits;
  readonly habits: Habits;
  readonly gateways: Gateways;
  readonly rotations: Rotations;
}
