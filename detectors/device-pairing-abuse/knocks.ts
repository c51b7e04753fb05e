import {
  type AuditEvent,
  type DetectorContext,
  type Episode,
  type Episodes,
  episodeGap,
  inGateway,
  type Memory,
} from '../../src/detector-kit/index.ts';
import type { Options } from './options.ts';
import { crowd, needed, type Place, placeOf } from './place.ts';
import { type Knocking, knocking, wave } from './reports/knocking.ts';
import { type Seen, since, without, withSeen } from './seen.ts';
import type { KnownPlace, Waiting } from './waiting.ts';

type Pairing = AuditEvent<'pairing'>;

const nobody: Waiting = { devices: [], requests: [] };

/** Devices that ask to be paired and are not. A browser that waits asks again and again: lines do not count. */
export class Knocks {
  readonly #options: Options;
  readonly #book: Episodes;
  readonly #waves: Episodes;
  readonly #waiting: Memory<Waiting>;
  /** Devices that waited and were let in, and when. */
  readonly #letIn: Memory<Seen>;

  constructor({ options, episodes, memory }: DetectorContext<Options>) {
    const gap = episodeGap(options.window);
    this.#options = options;
    this.#book = episodes('knocks', { gap, keys: 20_000 });
    this.#waves = episodes('waves', { gap, keys: 1_000 });
    this.#waiting = memory<Waiting>('waiting', { max: 20_000 });
    this.#letIn = memory<Seen>('let in', { max: 20_000 });
  }

  add(event: Pairing): void {
    const place = placeOf(event);
    const before = this.#at(place.key, event.time);
    const waiting = { ...joinedBy(before, event), place: known(place) };
    this.#waiting.set(place.key, waiting);
    const isNew = waiting.requests.length > before.requests.length;
    const episode = this.#book.add(`knocks ${place.name}`, event, {
      count: isNew ? 1 : 0,
      entities: { ips: place.ips },
    });
    const { devices, requests } = this.#options;
    const many = waiting.devices.length >= needed(devices, crowd(place));
    if (many || waiting.requests.length >= needed(requests, crowd(place)) || episode.severity !== undefined)
      episode.report(knocking({ place, ...this.#story(place.key, episode, waiting) }));
    else this.#spread(event, isNew);
  }

  /** It waits no longer: what was said of those that wait is said anew. */
  approved(event: Pairing, asked: string): void {
    const { gateway, device, time, trust } = event;
    if (device === undefined || trust !== 'recorded') return;
    for (const name of [asked, 'everywhere']) {
      const key = inGateway(gateway, name);
      const waiting = this.#at(key, time);
      const devices = without(waiting.devices, device);
      if (devices.length === waiting.devices.length) continue;
      this.#waiting.set(key, { ...waiting, devices });
      this.#letIn.set(key, withSeen(without(this.#letIn.get(key) ?? [], device), device, time));
      this.#tellAnew(key, event);
    }
  }

  /** What speaks against a place that was reported and may still be at it. */
  doubt(gateway: string, name: string, time: number): string | undefined {
    const episode = this.#book.open(`knocks ${name}`, gateway, time);
    if (episode?.severity === undefined) return undefined;
    return episode.seen('devices') > 1
      ? 'one device after another asked from there'
      : 'request after request came from there';
  }

  #spread(event: Pairing, isNew: boolean): void {
    const key = inGateway(event.gateway, 'everywhere');
    const waiting = joinedBy(this.#at(key, event.time), event);
    this.#waiting.set(key, waiting);
    const episode = this.#waves.add('wave', event, { count: isNew ? 1 : 0 });
    const many = waiting.devices.length >= this.#options.spread || episode.severity !== undefined;
    if (many) episode.report(wave(this.#story(key, episode, waiting)));
  }

  #tellAnew(key: string, { gateway, time }: Pairing): void {
    const waiting = this.#at(key, time);
    const { place } = waiting;
    const episode = place
      ? this.#book.open(`knocks ${place.name}`, gateway, time)
      : this.#waves.open('wave', gateway, time);
    if (episode?.severity === undefined) return;
    const story = this.#story(key, episode, waiting);
    episode.report(place ? knocking({ place, ...story }) : wave(story));
  }

  #story(key: string, episode: Episode, waiting: Waiting): Knocking {
    const letIn = since(this.#letIn.get(key) ?? [], episode.openedAt);
    const waits = new Set(waiting.devices.map(([device]) => device));
    const approved = letIn.map(([device]) => device).filter((device) => !waits.has(device));
    return { episode, waiting, approved, options: this.#options };
  }

  #at(key: string, time: number): Waiting {
    const { devices, requests, ...place } = this.#waiting.get(key) ?? nobody;
    const { window } = this.#options;
    return { devices: since(devices, time - window), requests: since(requests, time - window), ...place };
  }
}

function known({ name, local, shared, claimed }: Place): KnownPlace {
  return { name, local, shared, claimed };
}

function joinedBy({ devices, requests }: Waiting, event: Pairing): Waiting {
  const { device, time } = event;
  // Older gateways name no request.
  const request = event.requestId ?? device;
  return { devices: withSeen(devices, device, time), requests: withSeen(requests, request, time) };
}
