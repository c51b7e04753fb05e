import { type AuditEvent, inGateway, type Memory, parseSessionKey } from '../../src/detector-kit/index.ts';

const mostGenerations = 10;

/** Who spawned whom, as the gateway recorded it; the shape of a key proves nothing. */
export class Families {
  readonly #parents: Memory<string>;

  constructor(parents: Memory<string>) {
    this.#parents = parents;
  }

  /** The first parent stays: a later claim cannot adopt a session. */
  learn({ gateway, sessionKey, parentSessionKey, trust }: AuditEvent<'sessionCreate'>): void {
    if (!sessionKey || !parentSessionKey || trust === 'claimed') return;
    const child = nameOf(gateway, sessionKey);
    if (this.#parents.get(child) === undefined)
      this.#parents.set(child, parseSessionKey(parentSessionKey).base);
  }

  /** Whether one is an ancestor of the other. */
  related(gateway: string, one: string, other: string): boolean {
    const [first, second] = [parseSessionKey(one).base, parseSessionKey(other).base];
    return (
      this.#ancestors(gateway, first).includes(second) || this.#ancestors(gateway, second).includes(first)
    );
  }

  /** The session that all of the tree goes back to, or the session itself. */
  rootOf(gateway: string, key: string): string {
    const { base } = parseSessionKey(key);
    return this.#ancestors(gateway, base).at(-1) ?? base;
  }

  #ancestors(gateway: string, base: string): readonly string[] {
    const found: string[] = [];
    for (let key = base; found.length < mostGenerations; ) {
      const parent = this.#parents.get(nameOf(gateway, key));
      if (parent === undefined || parent === base || found.includes(parent)) break;
      found.push(parent);
      key = parent;
    }
    return found;
  }
}

function nameOf(gateway: string, key: string): string {
  return inGateway(gateway, parseSessionKey(key).base);
}
