import { BoundedMap, type SavedMap } from '../collections/bounded-map.ts';
import type { Own } from './own.ts';

type Access = Own<'sessionAccess'>;

/** The row with the end of a call comes milliseconds after the one with its target. */
const patience = 2_000;

/** A debug line tells that a call has ended, not how: an access that is known to have a target waits for who can tell. */
export class UnclearEnds {
  readonly #waiting: BoundedMap<Access>;
  readonly #release: (access: Access) => void;

  constructor(release: (access: Access) => void, saved?: SavedMap<Access>) {
    this.#release = release;
    this.#waiting = new BoundedMap({ max: 5_000, horizon: patience }, saved);
  }

  get evicted(): number {
    return this.#waiting.evicted;
  }

  offer(access: Access): void {
    const { callId, outcome, targetSessionKey } = access;
    if (callId) this.#waiting.delete(callId);
    if (callId && targetSessionKey && outcome === 'unknown') this.#waiting.set(callId, access, access.time);
    else this.#release(access);
  }

  tick(time: number): void {
    if (this.#waiting.size === 0) return;
    for (const [callId, access] of this.#waiting.entries()) {
      if (time - access.time < patience) return;
      this.#waiting.delete(callId);
      this.#release(access);
    }
  }

  save(): SavedMap<Access> {
    return this.#waiting.save();
  }
}
