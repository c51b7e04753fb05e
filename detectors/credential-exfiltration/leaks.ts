import {
  type AuditEvent,
  type DetectorContext,
  type Episodes,
  episodeGap,
  inGateway,
  type Memory,
} from '../../src/detector-kit/index.ts';
import { type Call, callOf } from './call.ts';
import {
  type Carrier,
  callIdOf,
  innocent,
  type Read,
  withJudged,
  withoutFailed,
  withReads,
} from './carrier.ts';
import type { Destination } from './destinations.ts';
import type { Options } from './options.ts';
import type { Recipient } from './recipients.ts';
import { leaked, spoken } from './wording.ts';

type Execution = AuditEvent<'toolExecution'>;

/** When a destination was first talked to, and in which run. */
type Known = { readonly time: number; readonly run: string };

/** Secrets that were read, and destinations that nobody had talked to before. */
export class Leaks {
  readonly #options: Options;
  readonly #book: Episodes;
  readonly #carriers: Memory<Carrier>;
  readonly #known: Memory<Known>;

  constructor({ options, episodes, memory }: DetectorContext<Options>) {
    this.#options = options;
    this.#book = episodes('leaks', { gap: episodeGap(options.window), keys: 10_000 });
    this.#carriers = memory<Carrier>('carriers', { max: 10_000 });
    this.#known = memory<Known>('destinations', { max: 50_000 });
  }

  add(event: Execution): void {
    if (event.phase === 'end' && event.outcome !== 'ok' && event.outcome !== 'unknown') this.#failed(event);
    const call = callOf(event);
    if (call === undefined) return;
    const key = keyOf(event);
    const callId = callIdOf(event);
    const before = this.#carriers.get(key) ?? innocent;
    if (callId !== null && before.judged.includes(callId)) return;
    const carrier = withJudged(withReads(before, call.secrets, event), judgedId(event, call));
    this.#carriers.set(key, carrier);
    const isFlagged = this.#judge(event, call, carrier);
    if (!isFlagged && event.trust === 'recorded')
      for (const place of [...call.destinations, ...call.recipients]) this.#learn(event, place);
  }

  #failed(event: Execution): void {
    const key = keyOf(event);
    const carrier = this.#carriers.get(key);
    if (carrier !== undefined && event.callId !== undefined)
      this.#carriers.set(key, withoutFailed(carrier, event.callId));
  }

  #judge(event: Execution, call: Call, carrier: Carrier): boolean {
    const { destinations, recipients, material, speaks } = call;
    const fresh = (place: Destination, since: number): boolean => this.#isNew(event, place, since);
    const episodeKey = event.sessionKey ?? event.agentId ?? '';
    const stray = destinations.find(
      (place) => material !== undefined && !isAt(place.name, material.home) && fresh(place, event.time),
    );
    if (material !== undefined && (stray !== undefined || (speaks && destinations.length === 0))) {
      const episode = this.#book.add(episodeKey, event);
      episode.report(spoken({ episode, event, material, place: stray }));
      return true;
    }
    const places = [...destinations, ...recipients];
    const read = carrier.reads.findLast(
      (one) =>
        this.#isNear(one, event) && places.some((place) => canTake(one, place) && fresh(place, one.time)),
    );
    const place = read && places.find((one) => canTake(read, one) && fresh(one, read.time));
    if (read === undefined || place === undefined) return false;
    const episode = this.#book.add(episodeKey, event);
    const reads = carrier.reads.filter((one) => this.#isNear(one, event));
    episode.report(leaked({ episode, event, read, reads, place, window: this.#options.window }));
    return true;
  }

  #isNear({ run, time }: Read, event: Execution): boolean {
    return (run !== '' && run === event.runId) || event.time - time < this.#options.window;
  }

  /** Nobody of this gateway had talked to it when the secret was read. */
  #isNew({ gateway, runId = '' }: Execution, { name }: Destination, since: number): boolean {
    if (this.#options.allow.some((host) => isAt(name, host.toLowerCase()))) return false;
    const known = this.#known.get(inGateway(gateway, name));
    return known === undefined || known.time > since || (known.run !== '' && known.run === runId);
  }

  #learn({ gateway, time, runId = '' }: Execution, { name }: Destination): void {
    const key = inGateway(gateway, name);
    if (this.#known.get(key) === undefined) this.#known.set(key, { time, run: runId });
  }
}

/** What ordinary work reads as well leaves only where data is handed over, and not to people whom the user named. */
function canTake({ weak }: Read, place: Destination | Recipient): boolean {
  return 'found' in place ? place.found && !weak : place.sends || !weak;
}

/** A source that does not say who named a number leaves the judgement to one that does. */
function judgedId(event: Execution, { recipients, material }: Call): string | null {
  const isWhole = event.origins !== undefined || recipients.length === 0 || material !== undefined;
  return isWhole ? callIdOf(event) : null;
}

function keyOf({ gateway, sessionKey, agentId = '' }: Execution): string {
  return inGateway(gateway, sessionKey ?? agentId);
}

function isAt(name: string, host: string): boolean {
  return host !== '' && (name === host || name.endsWith(`.${host}`));
}
