import type { Seen } from './seen.ts';

/** What the devices of one place asked for in one episode. */
export type Wish = {
  readonly since: number;
  /** Lines of one connection, and rows of one request, tell of one wish. */
  readonly told: Seen;
  readonly scopes: readonly string[];
  readonly role: string | null;
  readonly platforms: Seen;
  readonly doubts: readonly string[];
};
