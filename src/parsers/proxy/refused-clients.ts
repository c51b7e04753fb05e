import type { Json } from '../../model/json.ts';

const most = 10_000;
const memory = 15 * 60_000;

/** Who was refused a short while ago: what such a client is answered next means more. */
export class RefusedClients {
  readonly #last: Map<string, number>;

  constructor(saved?: Json) {
    this.#last = new Map((saved ?? []) as unknown as readonly (readonly [string, number])[]);
  }

  add(client: string, time: number): void {
    this.#last.delete(client);
    this.#last.set(client, time);
    if (this.#last.size <= most) return;
    for (const [oldest] of this.#last) {
      this.#last.delete(oldest);
      break;
    }
  }

  has(client: string, time: number): boolean {
    const last = this.#last.get(client);
    return last !== undefined && Math.abs(time - last) <= memory;
  }

  save(): Json {
    return [...this.#last];
  }
}
