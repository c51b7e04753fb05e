import { Distinct, type SavedDistinct } from '../collections/distinct.ts';
import { rankOf } from '../facts/severity.ts';
import type { Episode, EpisodeOptions, Report } from '../model/detector.ts';
import type { AuditEvent } from '../model/event.ts';
import { type EntityKind, type Evidence, entityKinds, type Severity } from '../model/finding.ts';
import { type Cited, citedOf } from './cited.ts';
import { eachEntity } from './event-entities.ts';

/** First and last are kept: ten of each. */
const mostEvidence = 20;

export interface SavedEpisode {
  readonly key: string;
  readonly gateway: string;
  readonly openedAt: number;
  readonly lastSeen: number;
  readonly count: number;
  readonly revision: number;
  readonly revisedAt: number;
  readonly entities: { readonly [K in EntityKind]?: SavedDistinct };
  readonly evidence: readonly Cited[];
  readonly report: Report | null;
}

/** One run of counted events of one key, and what was said of it. */
export class RecordedEpisode implements Episode {
  readonly key: string;
  readonly gateway: string;
  openedAt: number;
  lastSeen: number;
  count = 0;
  revision = 0;
  said: Report | undefined;
  readonly #entities: { [K in EntityKind]?: Distinct } = {};
  #evidence: (Cited | AuditEvent)[] = [];
  #hasEvents = false;
  readonly #revised: (episode: RecordedEpisode) => void;
  /** The count when its revision last rose. */
  #revisedAt = 0;

  constructor(key: string, gateway: string, openedAt: number, revised: (episode: RecordedEpisode) => void) {
    this.key = key;
    this.gateway = gateway;
    this.openedAt = openedAt;
    this.lastSeen = openedAt;
    this.#revised = revised;
  }

  get severity(): Severity | undefined {
    return this.said?.severity;
  }

  seen(kind: EntityKind): number {
    return this.#entities[kind]?.size ?? 0;
  }

  has(kind: EntityKind, value: string): boolean {
    return this.#entities[kind]?.has(value) ?? false;
  }

  values(kind: EntityKind): readonly string[] {
    return this.#entities[kind]?.values ?? [];
  }

  forget({ count = 0, entities = {} }: EpisodeOptions): void {
    this.count = Math.max(0, this.count - count);
    for (const kind of entityKinds)
      for (const value of entities[kind] ?? []) this.#entities[kind]?.delete(value);
    this.#evidence = this.#evidence.filter((cited) => !entities.ips?.includes(cited.ip ?? ''));
    this.#openWith(this.#evidence[0]);
  }

  get evidence(): readonly Evidence[] {
    return this.#evidence.map((cited) => {
      const { source, time, trust, excerpt } = citedOf(cited);
      return { source, time, trust, excerpt };
    });
  }

  /** Lets go of the events that it cites, and says of how many: what a finding tells of them takes less room. */
  settle(): number {
    const events = this.#hasEvents ? this.#evidence.filter((entry) => !('excerpt' in entry)).length : 0;
    if (events > 0) this.#evidence = this.#evidence.map(citedOf);
    this.#hasEvents = false;
    return events;
  }

  include(event: AuditEvent, { count = 1, entities = {} }: EpisodeOptions): void {
    if (this.#evidence.length === 0) this.#openWith(event);
    this.count += count;
    this.lastSeen = Math.max(this.lastSeen, event.time);
    eachEntity(event, (kind, value) => this.#name(kind, value));
    for (const kind of entityKinds) for (const value of entities[kind] ?? []) this.#name(kind, value);
    this.#cite(event);
  }

  report(report: Report, { isCorrection = false } = {}): void {
    const before = this.said;
    if (before && !isCorrection && rankOf(report.severity) < rankOf(before.severity)) return;
    this.said = report;
    const rises =
      !before || report.severity !== before.severity || report.explanation.rule !== before.explanation.rule;
    if (rises || this.count >= 2 * this.#revisedAt) {
      this.revision++;
      this.#revisedAt = this.count;
      this.#revised(this);
    }
  }

  save(): SavedEpisode {
    const entities: { [K in EntityKind]?: SavedDistinct } = {};
    for (const kind of entityKinds) {
      const distinct = this.#entities[kind];
      if (distinct) entities[kind] = distinct.save();
    }
    const { key, gateway, openedAt, lastSeen, count, revision } = this;
    return {
      key,
      gateway,
      openedAt,
      lastSeen,
      count,
      revision,
      revisedAt: this.#revisedAt,
      entities,
      evidence: this.#evidence.map(citedOf),
      report: this.said ?? null,
    };
  }

  static restore(saved: SavedEpisode, revised: (episode: RecordedEpisode) => void): RecordedEpisode {
    const episode = new RecordedEpisode(saved.key, saved.gateway, saved.openedAt, revised);
    episode.lastSeen = saved.lastSeen;
    episode.count = saved.count;
    episode.revision = saved.revision;
    episode.said = saved.report ?? undefined;
    episode.#revisedAt = saved.revisedAt;
    for (const kind of entityKinds) {
      const distinct = saved.entities[kind];
      if (distinct) episode.#entities[kind] = new Distinct(distinct);
    }
    episode.#evidence.push(...saved.evidence);
    return episode;
  }

  /** What was reported keeps its id: it does not open anew. */
  #openWith(first: { readonly time: number } | undefined): void {
    if (first && !this.said) this.openedAt = first.time;
  }

  #cite(event: AuditEvent): void {
    this.#hasEvents = true;
    // Most episodes of a flood have one event: a literal takes an eighth of the room of an array that grows.
    if (this.#evidence.length === 0) this.#evidence = [event];
    else this.#evidence.push(event);
    if (this.#evidence.length > mostEvidence) this.#evidence.splice(mostEvidence / 2, 1);
  }

  #name(kind: EntityKind, value: string): void {
    const known = this.#entities[kind];
    if (known) known.add(value);
    else {
      const fresh = new Distinct();
      fresh.add(value);
      this.#entities[kind] = fresh;
    }
  }
}
