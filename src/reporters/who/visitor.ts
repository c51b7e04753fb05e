import type { AuditReport } from '../../model/report.ts';

/** A device, or else a person, or else an address, and how it came to one gateway. Times in milliseconds. */
export interface Visitor {
  readonly gateway: string;
  /** Of a visitor without one, `null`: then its actors, or else its addresses, tell who it is. */
  readonly device: string | null;
  readonly actors: Names;
  readonly addresses: Names;
  /** It came through a proxy that named nobody, so its address is not among them. */
  readonly behindProxy: boolean;
  /** What the clients say of themselves: never believed. */
  readonly clients: Names;
  readonly roles: Names;
  readonly scopes: Names;
  readonly sessions: Names;
  readonly firstSeen: number;
  readonly lastSeen: number;
  readonly connections: number;
  readonly failures: number;
  /** It connected, logged in, was approved, or used a session. */
  readonly gotIn: boolean;
}

export interface Names {
  readonly values: readonly string[];
  /** How many more there are; at least so many when there are very many. */
  readonly more: number;
}

export interface WhoReport {
  readonly head: Pick<
    AuditReport,
    'tool' | 'settingsHash' | 'generatedAt' | 'window' | 'gateways' | 'coverage'
  >;
  /** Last seen first. */
  readonly visitors: readonly Visitor[];
  /** Visitors beyond as many as can be kept apart. */
  readonly more: number;
}
