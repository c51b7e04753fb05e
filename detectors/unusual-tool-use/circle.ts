import type { Entity } from './entity.ts';
import type { Peers } from './peers.ts';

/** Whose history counts: the session's own, its agent's, its gateway's. */
export interface Circle {
  readonly entity: Entity;
  readonly agent: Peers;
  readonly gateway: Peers;
}
