import {
  type AuditEvent,
  type DetectorContext,
  type Episode,
  type Episodes,
  episodeGap,
  type Memory,
  type Window,
} from '../../src/detector-kit/index.ts';
import type { Devices } from './devices.ts';
import type { Forgery } from './forgery.ts';
import type { Options } from './options.ts';
import { needed, type Place, placeOf } from './place.ts';
import { brokenDevice, forging } from './reports/forging.ts';

type Attempt = AuditEvent<'authAttempt'>;

const forged = new Set([
  'device-signature',
  'device-id-mismatch',
  'device-public-key',
  'device-nonce-mismatch',
  'device-auth-invalid',
]);

/** Logins whose device key does not fit: the sign of somebody who poses as a device. A wrong clock is none. */
export class Signatures {
  readonly #options: Options;
  readonly #devices: Devices;
  readonly #book: Episodes;
  readonly #counts: Window;
  readonly #forgeries: Memory<Forgery>;

  constructor({ options, episodes, window, memory }: DetectorContext<Options>, devices: Devices) {
    this.#options = options;
    this.#devices = devices;
    this.#book = episodes('signatures', { gap: episodeGap(options.window), keys: 20_000 });
    this.#counts = window('bad signatures', {
      span: options.window,
      keys: 20_000,
      threshold: options.signatures,
    });
    this.#forgeries = memory<Forgery>('forgeries', { max: 20_000 });
  }

  isForged(reason: string): boolean {
    return forged.has(reason.replaceAll('_', '-'));
  }

  add(event: Attempt): void {
    const place = placeOf(event);
    const count = Math.max(1, event.count);
    if (this.#isOwn(event, place)) {
      const episode = this.#book.add(`own device ${place.name}`, event, { count });
      episode.report(brokenDevice(episode, event, place));
      return;
    }
    const sum = this.#counts.add(place.key, event.time, count);
    const episode = this.#book.add(`signatures ${place.name}`, event, {
      count,
      entities: { ips: place.ips },
    });
    const forgery = this.#tell(event, place, episode);
    if (sum >= needed(this.#options.signatures, place) || episode.severity !== undefined)
      episode.report(forging({ episode, place, forgery, options: this.#options }));
  }

  suspects(gateway: string, name: string, time: number): boolean {
    return this.#book.open(`signatures ${name}`, gateway, time)?.severity !== undefined;
  }

  /** A paired device at a place where it was before has lost its key. Nobody's id ever stops being that of its key. */
  #isOwn(event: Attempt, { name, shared }: Place): boolean {
    const device = this.#devices.of(event);
    if (device === undefined || device.approvedAt === null || shared) return false;
    if (event.trust !== 'recorded' || /id.mismatch/.test(event.reason ?? '')) return false;
    return device.places.includes(name);
  }

  #tell(event: Attempt, place: Place, episode: Episode): Forgery {
    const known = this.#forgeries.get(place.key);
    const before = known?.since === episode.openedAt ? known : undefined;
    const reasons = before?.reasons ?? [];
    const reason = (event.reason ?? '').slice(0, 40);
    const forgery = {
      since: episode.openedAt,
      reasons: reasons.includes(reason) ? reasons : [...reasons, reason].slice(0, 5),
      posedAs: before?.posedAs ?? this.#posedAs(event),
    };
    this.#forgeries.set(place.key, forgery);
    return forgery;
  }

  #posedAs(event: Attempt): string | null {
    const device = this.#devices.of(event);
    const isPaired = device !== undefined && device.approvedAt !== null && device.places.length > 0;
    return isPaired ? (event.device ?? null) : null;
  }
}
