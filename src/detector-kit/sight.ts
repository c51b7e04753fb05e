import type { EvidenceSeen, Sight } from '../model/coverage.ts';

/** Collects what dims a detector's sight: the worst wins, every reason is told with its cure. */
export class Sightings {
  readonly #seen: EvidenceSeen;
  #sight: Sight['sight'] = 'full';
  readonly #because: string[] = [];
  readonly #cure: string[] = [];

  constructor(seen: EvidenceSeen) {
    this.#seen = seen;
  }

  blind(when: boolean, because: string, cure?: string): this {
    return this.#dim(when, 'blind', because, cure);
  }

  partial(when: boolean, because: string, cure?: string): this {
    return this.#dim(when, 'partial', because, cure);
  }

  /** `stores` are names such as `linker/calls`; a detector's id stands for all of its memory. */
  forgetful(stores: readonly string[], because: string, cure?: string): this {
    const forgot = Object.keys(this.#seen.evictions);
    const isStore = (name: string): boolean =>
      stores.some((store) => name === store || name.startsWith(`${store}/`));
    return this.#dim(forgot.some(isStore), 'partial', because, cure);
  }

  /** Adds what dims every detector: lines that nobody understood are never "all clear". */
  get verdict(): Sight {
    const { unknownVersions, unknownTemplates, unreadable } = this.#seen;
    this.partial(
      unknownVersions.length > 0,
      `The gateway's version was never checked: ${unknownVersions.slice(0, 3).join(', ')}.`,
      'Update openclaw-audit.',
    );
    this.partial(
      unknownTemplates > 0,
      `${unknownTemplates} kinds of warnings or errors of security subsystems were not understood.`,
      'Look at them in the coverage; update openclaw-audit.',
    );
    this.partial(unreadable > 0, `${unreadable} records could not be read.`);
    return { sight: this.#sight, because: this.#because, cure: this.#cure };
  }

  #dim(when: boolean, sight: 'partial' | 'blind', because: string, cure?: string): this {
    if (!when) return this;
    if (this.#sight !== 'blind') this.#sight = sight;
    this.#because.push(because);
    if (cure && !this.#cure.includes(cure)) this.#cure.push(cure);
    return this;
  }
}

/** Why there are no transcripts, and what brings them. */
export function transcriptCure({ transcriptsClosed, databasesUnread }: EvidenceSeen): string {
  if (transcriptsClosed) return 'Run without --no-transcripts.';
  return databasesUnread
    ? 'They lie in the databases of this gateway, which this version does not read: `openclaw sessions export-trajectory` shows one.'
    : 'Give the whole state folder (~/.openclaw), so that they are read.';
}
