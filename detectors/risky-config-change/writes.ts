import type { AuditEvent, DetectorContext, Memory } from '../../src/detector-kit/index.ts';
import { type Author, clientAuthor, somebody, upkeep } from './author.ts';
import type { Options } from './options.ts';

type Change = AuditEvent<'configChange'>;

/** A write of the settings, of which other records will tell as well. */
export type Write = {
  readonly time: number;
  readonly author: Author;
  /** What it changed, as far as it is known. */
  readonly paths: readonly string[];
  /** Where it is told; `null` while there is nothing to tell. */
  readonly key: string | null;
};

const most = 8;
/** The line of a client and the journal's row of its write lie milliseconds apart. */
const twin = 10_000;

/** Who wrote the settings of a gateway in the last minute: what is noticed afterwards is theirs. */
export class Writes {
  readonly #joins: number;
  readonly #memory: Memory<readonly Write[]>;

  constructor({ options, memory }: DetectorContext<Options>) {
    this.#joins = options.joins;
    this.#memory = memory<readonly Write[]>('writes', { max: 2_000 });
  }

  add({ gateway, time }: Change, write: Write): void {
    const recent = this.#of(gateway).filter((other) => time - other.time <= this.#joins);
    this.#memory.set(gateway, [...recent, write].slice(-most));
  }

  /** The write that this record tells of once more. */
  explaining(event: Change): Write | undefined {
    const known = this.#of(event.gateway).filter(
      (write) =>
        Math.abs(event.time - write.time) <= this.#span(event, write) && share(write.paths, event.paths),
    );
    return isFirstHand(event) ? known.find(({ author }) => isVague(author)) : known.at(-1);
  }

  /** What the gateway writes for itself it notices at once. */
  #span(event: Change, { author }: Write): number {
    return isNoticed(event) && author.kind !== 'gateway' ? this.#joins : twin;
  }

  #of(gateway: string): readonly Write[] {
    return this.#memory.get(gateway) ?? [];
  }
}

/** Who wrote, by this record alone. */
export function authorOf(event: Change): Author {
  const { via, by } = event;
  if (via === 'rpc') return by === 'gateway' ? clientAuthor({}) : clientAuthor(event);
  if (by === undefined) return somebody;
  if (by === 'gateway' || upkeep.has(by)) return { ...somebody, kind: 'gateway', name: by };
  return { ...somebody, kind: 'command', name: `openclaw ${by}`.slice(0, 60) };
}

/** A reload sees that the file has changed, not who changed it; nor does a journal that names the gateway as writer. */
function isNoticed({ via, by }: Change): boolean {
  return via === 'reload' || (via === 'file' && (by === undefined || by === 'gateway'));
}

function isFirstHand(event: Change): boolean {
  return event.via === 'cli' || (event.via === 'rpc' && !isVague(authorOf(event)));
}

/** The journal says that a client wrote, not which. */
function isVague({ kind, name }: Author): boolean {
  return kind === 'client' && name === 'a client';
}

/** Records name the same change more or less exactly: `channels` and `channels.telegram`. */
function share(one: readonly string[], other: readonly string[]): boolean {
  if (one.length === 0 || other.length === 0) return true;
  return one.some((path) => other.some((name) => covers(path, name) || covers(name, path)));
}

function covers(path: string, name: string): boolean {
  return path === name || name.startsWith(`${path}.`);
}
