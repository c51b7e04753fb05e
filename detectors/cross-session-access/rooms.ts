import { type AuditEvent, parseSessionKey } from '../../src/detector-kit/index.ts';
import type { Cases } from './cases.ts';
import type { Denials } from './denials.ts';
import type { Families } from './families.ts';
import type { Habits } from './habits.ts';
import type { Openings } from './openings.ts';
import type { Options } from './options.ts';
import type { Parties } from './parties.ts';
import type { Triggers } from './triggers.ts';

/** What the rules remember and write to. */
export interface Rooms {
  readonly families: Families;
  readonly openings: Openings;
  readonly triggers: Triggers;
  readonly parties: Parties;
  readonly cases: Cases;
  readonly denials: Denials;
  readonly habits: Habits;
  readonly options: Options;
}

const freshKeys: ReadonlySet<string> = new Set(['subagent', 'hook', 'cron', 'http']);

/** Whose case it is: the session at the root of the tree; of keys that are fresh each time, their class. */
export function whoOf(families: Families, { gateway, sessionKey = '' }: AuditEvent): string {
  const root = families.rootOf(gateway, sessionKey);
  const { kind, base, classKey } = parseSessionKey(root);
  return freshKeys.has(kind) ? classKey : base;
}
