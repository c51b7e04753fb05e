import { dirname } from 'node:path';
import type { Source } from '../../model/source.ts';
import type { FollowContext } from './follow-context.ts';
import { FollowedDocument } from './followed-document.ts';
import { isDocument } from './found-source.ts';

/** Between two looks at all documents; one that is known to have changed is looked at sooner. */
const every = 1000;

/** The files that are followed as a whole. */
export class Documents {
  readonly #context: FollowContext;
  #documents = new Map<string, FollowedDocument>();
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(context: FollowContext) {
    this.#context = context;
  }

  get folders(): readonly string[] {
    return [...this.#documents.keys()].map((path) => dirname(path));
  }

  /** Those that changed, in the order in which they were found. */
  get news(): readonly FollowedDocument[] {
    return [...this.#documents.values()].filter(({ hasNews }) => hasNews);
  }

  update(sources: readonly Source[]): void {
    const found = sources.filter(isDocument).flatMap((source) => {
      const path = source.files[0]?.path;
      return path === undefined ? [] : [[path, source] as const];
    });
    const former = this.#documents;
    this.#documents = new Map(
      found.map(([path, source]) => [
        path,
        former.get(path) ?? new FollowedDocument(path, source, this.#context),
      ]),
    );
    this.#lookedAt = Number.NEGATIVE_INFINITY;
  }

  async look(written: ReadonlySet<string>): Promise<void> {
    const now = this.#context.now();
    const isDue = now - this.#lookedAt >= every;
    if (isDue) this.#lookedAt = now;
    for (const [path, document] of this.#documents) if (isDue || written.has(path)) await document.look();
  }
}
