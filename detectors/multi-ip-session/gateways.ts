import type { Memory } from '../../src/detector-kit/index.ts';
import { familyOf } from './places.ts';

const mostGateways = 16;

type Use = { readonly gateway: string; readonly address: string; readonly time: number };

/** Where each device was last used, gateway by gateway. The one memory that reaches across gateways. */
export class Gateways {
  readonly #memory: Memory<readonly Use[]>;

  constructor(memory: Memory<readonly Use[]>) {
    this.#memory = memory;
  }

  /**
   * Remembers the use; returns the one on another gateway that cannot be the same machine: a gateway new to the
   * device, or one where it never left its place in between. A machine that moves reconnects to all of its gateways.
   */
  note(device: string, use: Use, window: number): Use | undefined {
    const before = this.#memory.get(device) ?? [];
    const here = before.find(({ gateway }) => gateway === use.gateway);
    const others = before.filter(({ gateway }) => gateway !== use.gateway);
    this.#memory.set(device, [...others, use].slice(-mostGateways));
    const elsewhere = others.filter((other) => isElsewhere(other, use) && use.time - other.time < window);
    if (!here) return elsewhere.at(-1);
    return elsewhere.find((other) => here.address === use.address && here.time < other.time);
  }
}

function isElsewhere(other: Use, use: Use): boolean {
  return other.address !== use.address && familyOf(other.address) === familyOf(use.address);
}
