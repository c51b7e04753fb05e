import {
  type AuditEvent,
  type DetectorContext,
  inGateway,
  type Memory,
} from '../../src/detector-kit/index.ts';
import type { Options } from './options.ts';

/** When devices were let in. */
export class NewDevices {
  readonly #fresh: number;
  readonly #memory: Memory<number>;

  constructor({ options, memory }: DetectorContext<Options>) {
    this.#fresh = options.fresh;
    this.#memory = memory<number>('new devices', { max: 10_000 });
  }

  /** The gateway's own programs are let in by itself. */
  add({ gateway, device, time, automatic }: AuditEvent<'pairing'>): void {
    if (device === undefined || automatic === true) return;
    const key = inGateway(gateway, device.slice(0, 128));
    if (this.#memory.get(key) === undefined) this.#memory.set(key, time);
  }

  /** How long ago it was let in, if that was lately. */
  age(gateway: string, device: string | null, time: number): number | undefined {
    const since = device === null ? undefined : this.#memory.get(inGateway(gateway, device));
    return since !== undefined && time >= since && time - since < this.#fresh ? time - since : undefined;
  }
}
