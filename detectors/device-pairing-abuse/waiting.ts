import type { Place } from './place.ts';
import type { Seen } from './seen.ts';

/** What is told of a place. */
export type KnownPlace = Pick<Place, 'name' | 'local' | 'shared' | 'claimed'>;

/** Who waits at one place, or at all of a gateway: then it has no place. */
export type Waiting = { readonly devices: Seen; readonly requests: Seen; readonly place?: KnownPlace };
