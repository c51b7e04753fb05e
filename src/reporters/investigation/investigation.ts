import type { AuditEvent } from '../../model/event.ts';
import type { AuditReport } from '../../model/report.ts';

export const subjectKinds = ['session', 'ip', 'actor', 'device', 'run'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** What is looked into, in its canonical form. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly value: string;
}

/** All that the evidence tells about one session, address, person, device or run. Times in milliseconds. */
export interface Investigation {
  readonly subject: Subject;
  /** Its findings are those about the subject. */
  readonly report: AuditReport;
  readonly seen: Seen;
  readonly timeline: readonly Moment[];
  /** Moments that the timeline leaves out, in its middle. */
  readonly leftOut: number;
  readonly reach: Reach;
  /** What to do, in order. */
  readonly steps: readonly Step[];
}

export interface Step {
  readonly text: string;
  /** To be copied into a shell, one after the other. */
  readonly commands: readonly string[];
}

export interface Seen {
  /** Records that name it. */
  readonly named: number;
  /** Records that do not name it: of its runs, connections and devices, and those that a finding ties to it. */
  readonly followed: number;
  readonly first: number | null;
  readonly last: number | null;
}

export interface Moment {
  readonly time: number;
  readonly type: AuditEvent['type'];
  readonly gateway: string;
  readonly source: AuditEvent['source'];
  readonly trust: AuditEvent['trust'];
  /** It does not name the subject: its run, connection, device or finding does. */
  readonly followed: boolean;
  /** The finding that alone ties it to the subject. */
  readonly tiedBy: string | null;
  /** Masked, one line. */
  readonly text: string;
}

export const reachKinds = [
  'sessions',
  'reachedSessions',
  'agents',
  'people',
  'devices',
  'addresses',
  'tools',
  'files',
  'hosts',
] as const;
export type ReachKind = (typeof reachKinds)[number];

/** What it came into touch with: the blast radius. */
export type Reach = { readonly [K in ReachKind]: Touched };

export interface Touched {
  /** Most often named first. */
  readonly values: readonly Touch[];
  /** How many more there are; at least so many when there are very many. */
  readonly more: number;
}

export interface Touch {
  readonly value: string;
  readonly count: number;
  /** Those that were refused, or failed. */
  readonly refused: number;
  readonly first: number;
  readonly last: number;
}
