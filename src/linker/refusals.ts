import { BoundedMap, type SavedMap } from '../collections/bounded-map.ts';
import type { Own } from './own.ts';

type Attempt = Own<'authAttempt'>;

/** How long the second line of a refused connection may take. */
const patience = 2_000;

/** A refused connection is logged by two lines; together they are one attempt. */
export class Refusals {
  readonly #waiting: BoundedMap<Attempt>;
  readonly #release: (attempt: Attempt) => void;

  constructor(release: (attempt: Attempt) => void, saved?: SavedMap<Attempt>) {
    this.#release = release;
    this.#waiting = new BoundedMap({ max: 20_000, horizon: patience }, saved);
  }

  get evicted(): number {
    return this.#waiting.evicted;
  }

  offer(attempt: Attempt): void {
    const { connId } = attempt;
    const first = connId ? this.#waiting.get(connId) : undefined;
    if (connId && first) {
      this.#waiting.delete(connId);
      this.#release(merge(first, attempt));
    } else if (connId && !isLast(attempt)) this.#waiting.set(connId, attempt, attempt.time);
    else this.#release(attempt);
  }

  /** Lets go of attempts whose second line did not come. */
  tick(time: number): void {
    if (this.#waiting.size === 0) return;
    for (const [key, attempt] of this.#waiting.entries()) {
      if (time - attempt.time < patience) return;
      this.#waiting.delete(key);
      this.#release(attempt);
    }
  }

  save(): SavedMap<Attempt> {
    return this.#waiting.save();
  }
}

/** A connection that is closed has nothing more to say. */
function isLast({ text }: Attempt): boolean {
  return text?.startsWith('closed before connect') === true;
}

/** The line that tells of the forwarded header knows the client; it is the one to show. */
function merge(first: Attempt, second: Attempt): Attempt {
  const [better, other] = second.forwardedFor === undefined ? [first, second] : [second, first];
  return Object.assign(other, better, {
    time: Math.min(first.time, second.time),
    count: Math.max(first.count, second.count),
    outcome: first.outcome === 'limited' || second.outcome === 'limited' ? 'limited' : better.outcome,
  });
}
