import {
  type AuditEvent,
  type DetectorContext,
  inGateway,
  type Memory,
} from '../../src/detector-kit/index.ts';
import type { Options } from './options.ts';
import { type ClientEvent, placeOf } from './place.ts';

type Pairing = AuditEvent<'pairing'>;

/** What is known of a device. */
export type Device = {
  /** When it was let in; `null` while it waits. */
  readonly approvedAt: number | null;
  /** Let in by the gateway itself: a client on its own machine. */
  readonly automatic: boolean;
  readonly scopes: string;
  /** Where it asked to be let in from, if that was seen. */
  readonly asked: string | null;
  readonly remote: boolean;
  /** The last places that it was seen at. */
  readonly places: readonly string[];
};

/** The log and a file or row tell of the same approval. */
const twin = 5_000;
const unknown: Device = {
  approvedAt: null,
  automatic: false,
  scopes: '',
  asked: null,
  remote: false,
  places: [],
};

export class Devices {
  readonly #memory: Memory<Device>;

  constructor({ memory }: DetectorContext<Options>) {
    this.#memory = memory<Device>('devices', { max: 20_000 });
  }

  of(event: ClientEvent): Device | undefined {
    const key = keyOf(event);
    return key === undefined ? undefined : this.#memory.get(key);
  }

  asked(event: Pairing): void {
    const { name, remote } = placeOf(event);
    const device = this.of(event) ?? unknown;
    this.#set(event, { ...device, approvedAt: null, asked: name, remote, places: withPlace(device, name) });
  }

  /** A claim teaches nothing. */
  seen(event: ClientEvent): void {
    if (event.trust !== 'recorded' || event.ip === undefined) return;
    const device = this.of(event) ?? unknown;
    const { name } = placeOf(event);
    if (!device.places.includes(name)) this.#set(event, { ...device, places: withPlace(device, name) });
  }

  /** False when another record told of this approval. */
  approved(event: Pairing): boolean {
    const device = this.of(event) ?? unknown;
    const again = device.approvedAt !== null && event.time - device.approvedAt < twin;
    const automatic = event.automatic === true || (again && device.automatic);
    const approvedAt = again ? device.approvedAt : event.time;
    this.#set(event, { ...device, approvedAt, automatic, scopes: event.scopesTo ?? device.scopes });
    return !again;
  }

  #set(event: ClientEvent, device: Device): void {
    const key = keyOf(event);
    if (key !== undefined) this.#memory.set(key, device);
  }
}

function keyOf({ gateway, device }: ClientEvent): string | undefined {
  return device === undefined ? undefined : inGateway(gateway, device.slice(0, 128));
}

function withPlace({ places }: Device, name: string): readonly string[] {
  return [...places.filter((place) => place !== name), name].slice(-5);
}
