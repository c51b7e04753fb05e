import { releaseOf } from '../facts/release.ts';
import type { EvidenceSeen, Sight } from '../model/coverage.ts';
import type { SourceKind } from '../model/source.ts';
import { type NeededLines, unwritten } from './unwritten.ts';

/** Collects what dims a detector's sight: the worst wins, every reason is told with its cure. */
export class Sightings {
  readonly #seen: EvidenceSeen;
  #sight: Sight['sight'] = 'full';
  readonly #because: string[] = [];
  readonly #cure: string[] = [];
  readonly #unseen: string[] = [];

  constructor(seen: EvidenceSeen) {
    this.#seen = seen;
  }

  /** `unseen` says it again in two or three words: `HTTP logins`. */
  blind(when: boolean, because: string, cure?: string, unseen?: string): this {
    return this.#dim(when, { sight: 'blind', because, cure, unseen });
  }

  partial(when: boolean, because: string, cure?: string, unseen?: string): this {
    return this.#dim(when, { sight: 'partial', because, cure, unseen });
  }

  /** Dims where the level of a log hides lines that a detector needs: `unwritten` says of it what, and since when. */
  quiet(when: boolean, needed: NeededLines): this {
    const reason = when ? unwritten(this.#seen.quietLogs, needed) : undefined;
    return this.partial(
      reason !== undefined,
      reason?.because ?? '',
      reason?.cure,
      'what `logging.level` hides',
    );
  }

  /** Dims where clients came through a proxy that hides them: `so` says what comes of it. */
  hiddenClients(so: string): this {
    const { unresolvedClients: count } = this.#seen;
    const came =
      count === 1
        ? 'A connection came through a proxy, and no line names its client'
        : `${count} connections came through a proxy, and no line names their clients`;
    return this.partial(count > 0, `${came}: ${so}`, clientCure, 'clients behind a proxy');
  }

  /** `stores` are names such as `linker/calls`; a detector's id stands for all of its memory. */
  forgetful(stores: readonly string[], because: string, cure?: string): this {
    const forgot = Object.keys(this.#seen.evictions);
    const isStore = (name: string): boolean =>
      stores.some((store) => name === store || name.startsWith(`${store}/`));
    return this.partial(forgot.some(isStore), because, cure, 'what had to be forgotten');
  }

  /** Adds what dims every detector: lines that nobody understood are never "all clear". */
  get verdict(): Sight {
    const { unknownVersions, unknownTemplates, unreadable } = this.#seen;
    this.partial(
      unknownVersions.length > 0,
      `The gateway's version was never checked: ${unknownVersions.slice(0, 3).join(', ')}.`,
      'Update openclaw-audit.',
      'an unchecked gateway version',
    );
    this.partial(
      unknownTemplates > 0,
      unknownTemplates === 1
        ? 'One kind of warning or error of a security subsystem was not understood.'
        : `${unknownTemplates} kinds of warnings or errors of security subsystems were not understood.`,
      'Look at them in the coverage; update openclaw-audit.',
      'lines not understood',
    );
    this.partial(
      unreadable > 0,
      unreadable === 1 ? 'One record could not be read.' : `${unreadable} records could not be read.`,
      undefined,
      'unreadable records',
    );
    const unseen = this.#unseen;
    return {
      sight: this.#sight,
      because: this.#because,
      cure: this.#cure,
      ...(unseen.length > 0 && { unseen }),
    };
  }

  #dim(when: boolean, { sight, because, cure, unseen }: Dimness): this {
    if (!when) return this;
    if (this.#sight !== 'blind') this.#sight = sight;
    this.#because.push(because);
    if (cure && !this.#cure.includes(cure)) this.#cure.push(cure);
    if (unseen && !this.#unseen.includes(unseen)) this.#unseen.push(unseen);
    return this;
  }
}

const clientCure =
  'Let people connect over Tailscale or directly, or write the plain audit log at the proxy.';

interface Dimness {
  readonly sight: 'partial' | 'blind';
  readonly because: string;
  readonly cure: string | undefined;
  readonly unseen: string | undefined;
}

const gatewayLogs = ['gateway-log', 'logs-json', 'console'] as const;

/** Whether lines of a gateway's own log were read. */
export function isLogRead({ kinds }: EvidenceSeen): boolean {
  return gatewayLogs.some((kind) => kinds.has(kind));
}

/** Whether one of these was looked into, be it empty. */
export function isLookedInto(
  { kinds, emptyKinds }: EvidenceSeen,
  ...places: readonly [SourceKind, ...SourceKind[]]
): boolean {
  return places.some((kind) => kinds.has(kind) || emptyKinds.has(kind));
}

/** What brings what these hold: `otherwise`, unless it is there and could not be read. */
export function cureOf(seen: EvidenceSeen, places: readonly SourceKind[], otherwise: string): string {
  if (places.some((kind) => seen.unreadKinds.has(kind)))
    return 'It is there and could not be read: the coverage says why.';
  return seen.databasesUnread
    ? 'What is missing lies in databases that could not be read: the coverage says why; Node 22.13 and later read them.'
    : otherwise;
}

/** Whether all gateways are known to be older than this release, `202608` for 2026.8. */
export function areOlder({ versions }: EvidenceSeen, release: number): boolean {
  return versions.length > 0 && versions.every((version) => releaseOf(version) < release);
}

/** Why there are no transcripts, and what brings them. */
export function transcriptCure(seen: EvidenceSeen): string {
  if (seen.transcriptsClosed) return 'Run without --no-transcripts.';
  return cureOf(
    seen,
    ['transcript', 'trajectory'],
    'Give the whole state folder (~/.openclaw), so that they are read.',
  );
}
