const most = 4096;

/** Calls of this transcript that may still get a result. Forgets the oldest when full. */
export class OpenCalls {
  readonly #tools = new Map<string, string>();

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
