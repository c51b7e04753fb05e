import type { EntityKind, Finding, Severity } from './finding.ts';

/** Findings that are one attack: each shares an actor, an address, a device, a session or a run with another, at nearly the same time. */
export interface Incident {
  /** Made of its oldest finding, so that growth keeps it. */
  readonly id: string;
  readonly gateway: string;
  /** The story, at most some 70 characters. */
  readonly title: string;
  /** Of its worst finding. */
  readonly severity: Severity;
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** Ids of at least two, oldest first. */
  readonly findings: readonly string[];
  /** What ties them, what ties most first; at most ten. */
  readonly shared: readonly SharedEntity[];
  /** Of all its findings, at most a hundred each. */
  readonly entities: Finding['entities'];
  readonly timeline: readonly IncidentMoment[];
  /** Moments that the timeline leaves out, in its middle. */
  readonly leftOut: number;
}

export interface SharedEntity {
  readonly kind: EntityKind;
  readonly value: string;
}

/** One thing that happened, as its finding tells it. */
export interface IncidentMoment {
  readonly time: number;
  /** Masked, one line. */
  readonly text: string;
  /** Id. */
  readonly finding: string;
}
