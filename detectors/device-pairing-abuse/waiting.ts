import type { Seen } from './seen.ts';

/** Who waits at one place, or at all of a gateway. */
export type Waiting = { readonly devices: Seen; readonly requests: Seen };
