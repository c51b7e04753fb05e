import type { ZodType } from 'zod';
import type { Finding, Severity } from './finding.ts';
import type { Json } from './json.ts';

/** What a sink is told. */
export type Notice = FindingNotice | DigestNotice | HeartbeatNotice | DailyNotice | TestNotice;

interface NoticeHead {
  /** The same whenever this notice is sent again, so that a receiver can tell. */
  readonly id: string;
  readonly time: number;
  readonly severity: Severity;
  /** Earlier notices that the full queue of this sink had no room for. */
  readonly dropped?: number;
}

export interface FindingNotice extends NoticeHead {
  readonly kind: 'finding';
  readonly revision: number;
  /** What it was told as before it became worse. */
  readonly was?: Severity;
  /** Without what the gateway's users wrote: see `toldFinding`. */
  readonly finding: Finding;
}

/** Many findings in one message: held back by quiet hours or a storm, or told before and still going on. */
export interface DigestNotice extends NoticeHead {
  readonly kind: 'digest';
  readonly heldBack: Digest;
  readonly ongoing: Digest;
}

export interface Digest {
  readonly total: number;
  readonly byDetector: readonly { readonly detector: string; readonly count: number }[];
  /** Worst first; at most a hundred, `total` says how many there are. */
  readonly items: readonly DigestItem[];
}

export interface DigestItem {
  readonly id: string;
  readonly detector: string;
  readonly gateway: string;
  readonly severity: Severity;
  readonly revision: number;
  readonly title: string;
  /** Attempts in all, and those since this sink was last told. */
  readonly count: number;
  readonly more: number;
}

/** Proof that the watch is on. */
export interface HeartbeatNotice extends NoticeHead {
  readonly kind: 'heartbeat';
  readonly since: number;
  /** Findings of any severity since then. */
  readonly findings: number;
  readonly pulse: Pulse | null;
}

export interface Pulse {
  readonly events: number;
  /** Time of the newest event; null before the first. */
  readonly lastEvent: number | null;
}

export interface DailyNotice extends NoticeHead {
  readonly kind: 'daily';
  readonly title: string;
  readonly text: string;
  readonly body: Json;
}

export interface TestNotice extends NoticeHead {
  readonly kind: 'test';
  readonly title: string;
}

/** What a sink wants to hear, and when. Durations in milliseconds. */
export interface AlertPolicy {
  readonly minSeverity: Severity;
  /** A finding that goes on is told again after this long. */
  readonly repeat: number;
  readonly quietHours?: QuietHours | undefined;
  /** More alerts within a minute become one digest. */
  readonly perMinute: number;
  readonly heartbeat?: number | undefined;
  readonly daily: boolean;
}

/** Minutes of the day; `to` may lie on the next one. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
  readonly timeZone?: string | undefined;
  /** Told at once all the same. */
  readonly except: Severity;
}

/** One entry of `alerts` in the settings. */
export interface AlertSettings {
  readonly kind: string;
  readonly name: string;
  readonly policy: AlertPolicy;
  /** As the schema of its kind parsed them. */
  readonly options: unknown;
}

/** A way to tell someone. */
export interface SinkKind<Options = unknown> {
  readonly kind: string;
  readonly options: ZodType<Options>;
  open(options: Options, surroundings: Surroundings): Deliver;
}

/** Resolves when the notice has arrived; rejects with the reason when it has not. */
export type Deliver = (notice: Notice, signal: AbortSignal) => Promise<void>;

/** What a sink needs of the machine that it runs on. */
export interface Surroundings {
  readonly env: { readonly [name: string]: string | undefined };
  readonly hostName: string;
  readonly version: string;
  /** All addresses of a host. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
}

export interface Sink {
  readonly kind: string;
  readonly name: string;
  readonly policy: AlertPolicy;
  readonly deliver: Deliver;
}
