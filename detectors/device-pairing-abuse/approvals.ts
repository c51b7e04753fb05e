import {
  type AuditEvent,
  canonicalAddress,
  type DetectorContext,
  day,
  type Episodes,
} from '../../src/detector-kit/index.ts';
import type { Device, Devices } from './devices.ts';
import type { Options } from './options.ts';
import { strangerIn } from './reports/stranger-in.ts';
import { doubtsOf, type Suspects } from './suspects.ts';

type Pairing = AuditEvent<'pairing'>;

/** The gateway lets in by itself whom somebody else vouches for. */
const vouched = new Set(['trusted-proxy', 'ssh-verified', 'node-capability-surface']);

/** Devices that were let in although something speaks against them. */
export class Approvals {
  readonly #devices: Devices;
  readonly #suspects: Suspects;
  readonly #book: Episodes;

  constructor({ episodes }: DetectorContext<Options>, devices: Devices, suspects: Suspects) {
    this.#devices = devices;
    this.#suspects = suspects;
    this.#book = episodes('approved', { gap: day, keys: 5_000 });
  }

  add(event: Pairing): void {
    const device = this.#devices.of(event);
    const isNews = this.#devices.approved(event);
    if (device === undefined || device.asked === null) return;
    const doubts = this.#doubts(event, device, device.asked);
    this.#suspects.knocks.approved(event, device.asked);
    if (doubts.length === 0) return;
    const ip = canonicalAddress(device.asked);
    // Whoever approves all at once lets in one stranger, with all devices.
    const episode = this.#book.add(`approved ${ip ?? event.device}`, event, {
      count: isNews ? 1 : 0,
      entities: { ips: ip === undefined ? [] : [ip] },
    });
    episode.report(strangerIn({ event, episode, asked: device.asked, doubts }));
  }

  #doubts(event: Pairing, { remote }: Device, asked: string): readonly string[] {
    const byItself = event.automatic === true && remote && !vouched.has(event.reason ?? '');
    return [
      ...doubtsOf(this.#suspects, event, asked),
      ...(byItself ? ['the gateway let it in by itself, though it is not on its own machine'] : []),
    ];
  }
}
