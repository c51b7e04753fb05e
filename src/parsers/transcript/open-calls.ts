import type { Json } from '../../model/json.ts';

const most = 4096;
const mostSaved = 64;

/** Calls of this transcript that may still get a result. Forgets the oldest when full. */
export class OpenCalls {
  readonly #tools = new Map<string, string>();

  constructor(saved?: Json) {
    if (!Array.isArray(saved)) return;
    for (const id of saved) if (typeof id === 'string') this.#tools.set(id, '');
  }

  /** Ids of the latest calls. */
  save(): Json {
    return [...this.#tools.keys()].slice(-mostSaved);
  }

  start(rawId: string, tool: string): void {
    if (this.#tools.size >= most) this.#forgetOldest();
    this.#tools.set(rawId, tool);
  }

  has(rawId: string): boolean {
    return this.#tools.has(rawId);
  }

  #forgetOldest(): void {
    for (const oldest of this.#tools.keys()) {
      this.#tools.delete(oldest);
      return;
    }
  }
}
