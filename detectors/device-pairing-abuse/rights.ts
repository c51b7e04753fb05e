import {
  type AuditEvent,
  type DetectorContext,
  type Episode,
  type Episodes,
  episodeGap,
  type Memory,
} from '../../src/detector-kit/index.ts';
import type { Device, Devices } from './devices.ts';
import type { Options } from './options.ts';
import { type Place, placeOf } from './place.ts';
import { moreRights, onePlatformTooMany } from './reports/rights.ts';
import { added, isGrave } from './scopes.ts';
import { type Seen, since, withSeen } from './seen.ts';
import { doubtsOf, freshness, type Suspects } from './suspects.ts';
import type { Wish } from './wish.ts';

type Pairing = AuditEvent<'pairing'>;

/** Devices that ask for more than they have. */
export class Rights {
  readonly #options: Options;
  readonly #devices: Devices;
  readonly #suspects: Suspects;
  readonly #book: Episodes;
  readonly #wishes: Memory<Wish>;
  readonly #platforms: Memory<Seen>;

  constructor({ options, episodes, memory }: DetectorContext<Options>, devices: Devices, suspects: Suspects) {
    this.#options = options;
    this.#devices = devices;
    this.#suspects = suspects;
    this.#book = episodes('rights', { gap: episodeGap(options.window), keys: 20_000 });
    this.#wishes = memory<Wish>('wishes', { max: 20_000 });
    this.#platforms = memory<Seen>('platforms', { max: 20_000 });
  }

  add(event: Pairing): void {
    const device = this.#devices.of(event);
    const place = placeOf(event);
    if (isOwnProgram(event, place, device)) return;
    const platforms = this.#claimed(event);
    const asksMore = asksForMore(event, device);
    if (!asksMore && platforms.length < 2 && !this.#isOpen(event, place)) return;
    const known = this.#known(event, place);
    const told = withSeen(known?.told ?? [], toldBy(event, known), event.time);
    const isNews = told.length > (known?.told.length ?? 0);
    const episode = this.#book.add(`rights ${place.name}`, event, { count: isNews ? 1 : 0 });
    const wish = { ...this.#wish(event, place, { known, device, episode }), told, platforms };
    this.#wishes.set(place.key, wish);
    const about = { episode, event, place, wish, options: this.#options };
    episode.report(
      wish.scopes.length > 0 || wish.role !== null ? moreRights(about) : onePlatformTooMany(about),
    );
  }

  #isOpen({ gateway, time }: Pairing, { name }: Place): boolean {
    return this.#book.open(`rights ${name}`, gateway, time) !== undefined;
  }

  #known({ gateway, time }: Pairing, { name, key }: Place): Wish | undefined {
    const openedAt = this.#book.open(`rights ${name}`, gateway, time)?.openedAt;
    const wish = this.#wishes.get(key);
    return wish?.since === openedAt ? wish : undefined;
  }

  #wish(event: Pairing, place: Place, { known, device, episode }: Before): Omit<Wish, 'told' | 'platforms'> {
    const fresh = freshness(device?.approvedAt ?? null, event.time, this.#options.fresh);
    const doubts = [...doubtsOf(this.#suspects, event, place.name), ...(fresh === undefined ? [] : [fresh])];
    const asked = added(event, device?.scopes);
    const role = event.roleFrom !== event.roleTo && event.roleFrom !== undefined ? event.roleTo : undefined;
    return {
      since: episode.openedAt,
      scopes: [...new Set([...(known?.scopes ?? []), ...asked])].slice(0, 12),
      role: known?.role ?? role ?? null,
      doubts: known?.doubts.length ? known.doubts : doubts,
    };
  }

  /** Platforms that one device says it runs on. */
  #claimed({ gateway, device, platform, reason, time }: Pairing): Seen {
    if (device === undefined) return [];
    const key = `${gateway}\n${device.slice(0, 128)}`;
    const before = since(this.#platforms.get(key) ?? [], time - this.#options.window);
    if (reason !== 'metadata-upgrade' || platform === undefined) return before;
    const after = withSeen(before, platform.slice(0, 40), time);
    this.#platforms.set(key, after);
    return after;
  }
}

interface Before {
  readonly known: Wish | undefined;
  readonly device: Device | undefined;
  readonly episode: Episode;
}

/** A row tells of what a line has told, without its connection. */
function toldBy({ connId, requestId, device, reason }: Pairing, known: Wish | undefined): string | undefined {
  if (reason === 'repair' && known !== undefined) return undefined;
  return connId ?? requestId ?? device;
}

const upgrades = new Set(['scope-upgrade', 'role-upgrade', 'live-scope-upgrade']);

/** A row says only that it asks anew: then what it has must be known. */
function asksForMore(event: Pairing, device: Device | undefined): boolean {
  if (upgrades.has(event.reason ?? '')) return true;
  return event.reason === 'repair' && device?.approvedAt != null && added(event, device.scopes).some(isGrave);
}

/** The gateway's own programs ask for what they need, on its own machine, all the time. */
function isOwnProgram({ client }: Pairing, { local }: Place, device: Device | undefined): boolean {
  if (!local || device?.remote === true) return false;
  return (
    device?.automatic === true || client === undefined || /^(?:cli|gateway-client|node-host)$/.test(client)
  );
}
