import type { Position } from './position.ts';

export const severities = ['info', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];
export type Confidence = 'low' | 'medium' | 'high';

export const entityKinds = [
  'ips',
  'sessions',
  'agents',
  'actors',
  'devices',
  'tools',
  'channels',
  'runs',
] as const;
export type EntityKind = (typeof entityKinds)[number];

export interface Evidence {
  readonly source: Position;
  readonly time: number;
  readonly trust: 'recorded' | 'claimed';
  /** Masked, one line, at most 300 characters. */
  readonly excerpt: string;
}

export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly number: number | null;
}

/** The numbers that made a finding fire; `null` where one does not apply. */
export interface Explanation {
  readonly rule: string;
  readonly seen: number | null;
  readonly threshold: number | null;
  readonly windowMs: number | null;
  readonly score: number | null;
  readonly facts: readonly Fact[];
  /** What carries it, in words that are the same whenever the same happens again: for those who accept it. */
  readonly conditions?: readonly string[];
}

export interface References {
  readonly attack: readonly string[];
  readonly atlas: readonly string[];
  readonly owasp: readonly string[];
  readonly openclaw: readonly string[];
}

/** As in the contract, with times in milliseconds; reporters print them as ISO 8601. */
export interface Finding {
  readonly id: string;
  readonly detector: string;
  readonly detectorVersion: string;
  readonly gateway: string;
  readonly title: string;
  readonly summary: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly status: 'open' | 'closed';
  readonly revision: number;
  readonly incident: string | null;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly count: number;
  readonly entities: { readonly [K in EntityKind]: readonly string[] };
  readonly entityCounts: { readonly [K in EntityKind]: number };
  readonly evidence: readonly Evidence[];
  readonly explanation: Explanation;
  readonly remediation: readonly string[];
  readonly references: References;
  readonly suppressedBy: string | null;
}
