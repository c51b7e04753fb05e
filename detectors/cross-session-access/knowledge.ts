import type { Cases } from './cases.ts';
import type { Denials } from './denials.ts';
import type { Families } from './families.ts';
import type { Habits } from './habits.ts';
import type { Openings } from './openings.ts';
import type { Options } from './options.ts';
import type { Parties } from './parties.ts';
import type { Triggers } from './triggers.ts';

/** What the rules remember and write to. */
export interface Knowledge {
  readonly families: Families;
  readonly openings: Openings;
  readonly triggers: Triggers;
  readonly parties: Parties;
  readonly cases: Cases;
  readonly denials: Denials;
  readonly habits: Habits;
  readonly options: Options;
}
