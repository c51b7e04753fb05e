import { BoundedMap, type SavedMap } from '../collections/bounded-map.ts';
import { isPrivate } from '../facts/address.ts';
import type { Own } from './own.ts';

type Attempt = Own<'authAttempt'>;

interface HookRefusals {
  readonly from: number;
  readonly count: number;
}

export interface SavedWitnesses {
  readonly waiting: SavedMap<Attempt>;
  readonly told: SavedMap<readonly number[]>;
  readonly hooks: SavedMap<HookRefusals>;
  readonly next: number;
  readonly released?: SavedMap<readonly number[]>;
  readonly heard?: boolean;
}

/** A proxy writes full seconds, when the answer is finished; others when they refuse. */
const patience = 2_000;
/** The gateway's own line of refused webhooks stands for the twenty before it, within a minute. */
const hookSpan = 90_000;
const mostOfThem = 10;
const everybody = '';

/**
 * A proxy and another log may tell of the same attempt: it counts once. Until another log has told of one, what the
 * proxy tells waits for nobody; from then on the other's words are waited for, and kept.
 */
export class Witnesses {
  readonly #release: (attempt: Attempt) => void;
  readonly #waiting: BoundedMap<Attempt>;
  /** When others told of attempts, by client and outcome. */
  readonly #told: BoundedMap<readonly number[]>;
  readonly #hooks: BoundedMap<HookRefusals>;
  /** When attempts were let go that had waited for nobody, by client and outcome. */
  readonly #released: BoundedMap<readonly number[]>;
  #next: number;
  #heard: boolean;

  constructor(release: (attempt: Attempt) => void, saved?: SavedWitnesses) {
    this.#release = release;
    this.#waiting = new BoundedMap({ max: 40_000, horizon: patience }, saved?.waiting);
    this.#told = new BoundedMap({ max: 20_000, horizon: 2 * patience }, saved?.told);
    this.#hooks = new BoundedMap({ max: 10_000, horizon: hookSpan }, saved?.hooks);
    this.#released = new BoundedMap({ max: 20_000, horizon: 2 * patience }, saved?.released);
    this.#next = saved?.next ?? 0;
    this.#heard = saved?.heard ?? false;
  }

  get evicted(): number {
    return this.#waiting.evicted;
  }

  /** What a proxy tells, with the client's address. */
  offer(attempt: Attempt): void {
    if (attempt.method === 'hook' && attempt.outcome === 'failure') {
      for (const name of [attempt.ip ?? everybody, everybody]) this.#countHook(name, attempt.time);
    }
    if (this.#heard) this.#waiting.set(String(this.#next++), attempt, attempt.time);
    else {
      note(this.#released, attempt);
      this.#release(attempt);
    }
  }

  /** What another log tells; false when it is told already. */
  hear(attempt: Attempt): boolean {
    if (attempt.reason === 'hook_throttled') this.#reduce(attempt);
    // With a connection it is a websocket's, which a proxy does not see refused.
    if (attempt.connId !== undefined) return true;
    this.#heard = true;
    if (takeNear(this.#released, attempt)) return false;
    note(this.#told, attempt);
    return true;
  }

  /** Lets go of attempts that nobody else told. */
  tick(time: number): void {
    if (this.#waiting.size === 0) return;
    for (const [key, attempt] of this.#waiting.entries()) {
      if (time - attempt.time < patience) return;
      this.#waiting.delete(key);
      // Each telling of another stands for one attempt.
      if (!takeNear(this.#told, attempt)) this.#release(attempt);
    }
  }

  save(): SavedWitnesses {
    return {
      waiting: this.#waiting.save(),
      told: this.#told.save(),
      hooks: this.#hooks.save(),
      next: this.#next,
      released: this.#released.save(),
      heard: this.#heard,
    };
  }

  #countHook(name: string, time: number): void {
    const { from, count } = this.#hooks.get(name) ?? { from: time, count: 0 };
    const goesOn = time - from <= hookSpan;
    this.#hooks.set(name, goesOn ? { from, count: count + 1 } : { from: time, count: 1 }, time);
  }

  /** The refusals that the gateway's line stands for were told one by one. */
  #reduce(attempt: Attempt): void {
    const { ip, time } = attempt;
    // A gateway that trusts no proxy names the proxy.
    const names = ip === undefined || isPrivate(ip) ? [ip ?? everybody, everybody] : [ip];
    const known = names.map((name) => this.#hooks.get(name));
    if (!known.some((hooks) => hooks && hooks.count >= mostOfThem && time - hooks.from <= 2 * hookSpan))
      return;
    attempt.reason = 'rate_limited';
    attempt.count = 1;
  }
}

function note(times: BoundedMap<readonly number[]>, attempt: Attempt): void {
  const key = keyOf(attempt);
  times.set(key, [...(times.get(key) ?? []).slice(-99), attempt.time], attempt.time);
}

/** Takes one of about the same time, where there is one. */
function takeNear(all: BoundedMap<readonly number[]>, attempt: Attempt): boolean {
  const key = keyOf(attempt);
  const times = all.get(key) ?? [];
  const at = times.findIndex((time) => Math.abs(time - attempt.time) < patience);
  if (at >= 0) all.set(key, times.toSpliced(at, 1), attempt.time);
  return at >= 0;
}

function keyOf({ ip = '', outcome }: Attempt): string {
  return `${ip}\n${outcome}`;
}
