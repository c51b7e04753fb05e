import type { EventType } from './event.ts';
import type { SourceKind } from './source.ts';

export interface Sight {
  readonly sight: 'full' | 'partial' | 'blind';
  readonly because: readonly string[];
  /** Settings or commands that cure it. */
  readonly cure: readonly string[];
  /** The reasons in two or three words each, for a summary: `HTTP logins`. */
  readonly unseen?: readonly string[];
}

export interface CoverageGap {
  readonly kind: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly missing: number | null;
  readonly note: string;
}

export interface SourceCoverage {
  readonly name: string;
  readonly kind: SourceKind | 'unknown';
  readonly gateway: string;
  readonly bytes: number;
  readonly records: number;
  readonly events: number;
  readonly unreadable: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly gaps: readonly CoverageGap[];
}

/** A template of a security subsystem that no recogniser knows. */
export interface UnknownTemplate {
  readonly subsystem: string;
  readonly level: string;
  readonly template: string;
  readonly count: number;
}

export interface Coverage {
  readonly complete: boolean;
  readonly sources: readonly SourceCoverage[];
  readonly detectors: readonly (Sight & { readonly id: string })[];
  readonly unknown: readonly UnknownTemplate[];
  readonly ignored: readonly string[];
}

/** The log of a gateway whose level was raised: lines of level info are no longer written. */
export interface QuietLog {
  /** `null` where there is one gateway only. */
  readonly gateway: string | null;
  /** `warn` or above; `null` when the settings were not read: the level was changed, and no such line came since. */
  readonly level: string | null;
  /** When it was set; `null` when no record tells. */
  readonly since: number | null;
}

/** What the evidence at hand lets anyone see; detectors judge their own sight by it. */
export interface EvidenceSeen {
  readonly kinds: ReadonlySet<SourceKind>;
  /** Looked into, and nothing was in it: nothing of that happened. */
  readonly emptyKinds: ReadonlySet<SourceKind>;
  /** There, and could not be read, or not understood. */
  readonly unreadKinds: ReadonlySet<SourceKind>;
  /** Lines that only exist at `logging.level` debug or below. */
  readonly debugLines: boolean;
  /** Connection lines that only exist with `openclaw gateway --verbose`. */
  readonly verboseLines: boolean;
  /** Logs of gateways that leave lines out by now. */
  readonly quietLogs: readonly QuietLog[];
  /** Types of events that plain audit logs told: what a deployment writes itself, it sees. */
  readonly plainTypes: ReadonlySet<EventType>;
  readonly transcriptsClosed: boolean;
  /** Databases of the gateway lie beside the evidence and were not read. */
  readonly databasesUnread: boolean;
  /** `gateway.trustedProxies` was read, or given in the settings. */
  readonly proxiesKnown: boolean;
  /** Clients came through a proxy that named them nowhere. */
  readonly unresolvedClients: number;
  /** `senderIsOwner` or an operator device was seen. */
  readonly ownerKnown: boolean;
  readonly versions: readonly string[];
  readonly unknownVersions: readonly string[];
  readonly unknownTemplates: number;
  readonly unreadable: number;
  /** Joins or counters that had to forget, by what forgot. */
  readonly evictions: { readonly [what: string]: number };
}
