import type { ZodType } from 'zod';
import type { EvidenceSeen, Sight } from './coverage.ts';
import type { AuditEvent, EventType } from './event.ts';
import type { Confidence, EntityKind, Explanation, Fact, Finding, References, Severity } from './finding.ts';
import type { Json } from './json.ts';
import type { Learning } from './learning.ts';
import type { GatewayPosture } from './posture.ts';

export interface DetectorMeta {
  /** Kebab-case; also the name of its folder, its samples and its test. */
  readonly id: string;
  readonly version: string;
  readonly title: string;
  /** One sentence that starts with "Detects". */
  readonly description: string;
  /** The worst it reports. */
  readonly severity: Severity;
  readonly status: 'stable' | 'experimental' | 'deprecated';
  readonly references: References;
  readonly falsePositives: readonly string[];
}

/** What a detector says of an episode; the engine adds the rest of the finding. */
export interface Report {
  readonly title: string;
  readonly summary: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly explanation: Partial<Explanation> & { readonly rule: string };
  readonly remediation: readonly string[];
}

/** A run of counted events of one key, without a pause longer than the gap of its `Episodes`. */
export interface Episode {
  readonly key: string;
  readonly openedAt: number;
  readonly lastSeen: number;
  /** Sum of the counts of its events. */
  readonly count: number;
  /** Its worst severity so far; `undefined` until it is reported. */
  readonly severity: Severity | undefined;
  /** Distinct entities seen in it. */
  seen(kind: EntityKind): number;
  has(kind: EntityKind, value: string): boolean;
  values(kind: EntityKind): readonly string[];
  /**
   * Takes back what was no part of it after all: so much of the count (0), these entities, and what it cites of these
   * addresses. Before it is reported it then opens with what is left.
   */
  forget(what: EpisodeOptions): void;
  /**
   * Says it, or says it anew: the finding keeps its id, its worst severity, and takes the newest words. A correction
   * takes back what was said: it may be milder.
   */
  report(report: Report, options?: { readonly isCorrection?: boolean }): void;
}

export interface EpisodeOptions {
  /** What this event stands for; 1. 0 adds entities and evidence, not to the count. */
  readonly count?: number;
  readonly entities?: { readonly [K in EntityKind]?: readonly string[] };
}

/** Opens, grows and closes episodes. The engine saves and restores them. */
export interface Episodes {
  /** Counts an event; its own fields (address, session, tool, …) become entities. */
  add(key: string, event: AuditEvent, options?: EpisodeOptions): Episode;
  /** The episode of that key if it is open at that time. */
  open(key: string, gateway: string, time: number): Episode | undefined;
}

/** Weighted counts per key over a moving span of event time. May over-count under attack, never under-count. */
export interface Window {
  /** Adds and returns the sum within the span up to `time`. */
  add(key: string, time: number, count?: number): number;
  sum(key: string, time: number): number;
  clear(key: string): void;
  /** So many keys were pushed out that sums say little: report one overload, not each key. */
  saturated(time: number): boolean;
}

export interface WindowLimits {
  /** Milliseconds of event time. An event exactly `span` old has left. */
  readonly span: number;
  /** Keys counted exactly; beyond it, rare keys go to a sketch that only over-counts. */
  readonly keys: number;
  /** Keys with at least half of it are counted exactly for longer than others. */
  readonly threshold: number;
}

/** A map that forgets its least recently written entry when full; what it forgets is counted and shown. */
export interface Memory<V extends Json> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): void;
  readonly size: number;
}

export interface DetectorContext<Options> {
  readonly options: Options;
  episodes(name: string, limits: { readonly gap: number; readonly keys: number }): Episodes;
  window(name: string, limits: WindowLimits): Window;
  memory<V extends Json>(name: string, limits: { readonly max: number }): Memory<V>;
  /** What the settings of a gateway allow; `undefined` when they were not read. */
  posture(gateway: string): GatewayPosture | undefined;
}

export type Handlers = {
  readonly [T in EventType]?: (event: AuditEvent<T>) => void;
} & {
  /** Event time has reached `time`: for silence and timeouts. */
  readonly tick?: (time: number) => void;
};

export interface Detector<Options = unknown> {
  readonly meta: DetectorMeta;
  /** Every option has a default and a description; the docs table is made from it. */
  readonly options: ZodType<Options>;
  sight(seen: EvidenceSeen): Sight;
  create(context: DetectorContext<Options>): Handlers;
  /** Fits the advice of a finding to the settings of its gateway, where they were read. */
  advise?(finding: Finding, posture: GatewayPosture): Advice;
  /** What of its memories is worth keeping over runs. */
  readonly learning?: Learning;
}

/** What the settings of a gateway add to a finding. */
export interface Advice {
  /** Settings that let it happen, or that keep it from happening. */
  readonly facts: readonly Fact[];
  /** In place of what was said without knowing the settings. */
  readonly remediation: readonly string[];
  /** Where the settings make it worse; a milder one is not taken. */
  readonly severity?: Severity;
}
