import { type AuditEvent, inGateway, type Memory } from '../../src/detector-kit/index.ts';

export type Rotation = {
  readonly time: number;
  /** Where the new credential was first used. */
  readonly after: string | null;
};

/** When the credential of a device was last replaced. */
export class Rotations {
  readonly #memory: Memory<Rotation>;

  constructor(memory: Memory<Rotation>) {
    this.#memory = memory;
  }

  learn({ gateway, device, reason, time }: AuditEvent<'pairing'>): void {
    if (device && reason === 'token-rotated')
      this.#memory.set(inGateway(gateway, device), { time, after: null });
  }

  of(gateway: string, device: string): Rotation | undefined {
    return this.#memory.get(inGateway(gateway, device));
  }

  /** The first use after it is the one that has the new credential. */
  settle(gateway: string, device: string, address: string): void {
    const rotation = this.of(gateway, device);
    if (rotation && rotation.after === null)
      this.#memory.set(inGateway(gateway, device), { ...rotation, after: address });
  }
}
