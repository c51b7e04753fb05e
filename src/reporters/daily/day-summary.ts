import type { TimeSpan } from '../../facts/spans.ts';
import type { Coverage } from '../../model/coverage.ts';
import type { Finding } from '../../model/finding.ts';
import type { AuditReport } from '../../model/report.ts';

/** How much of a day the evidence of one gateway covers, in milliseconds. */
export interface Watched {
  readonly gateway: string;
  readonly watched: number;
  /** Of how much: 24 h, of a day when the clocks change 23 or 25 h, of today what has passed. */
  readonly of: number;
  /** While the gateway was down, by its own log. */
  readonly down: readonly TimeSpan[];
  /** Neither watched nor down. */
  readonly lost: readonly TimeSpan[];
}

export interface DayCounts {
  readonly events: number;
  readonly agents: number;
  readonly people: number;
  readonly sessions: number;
  readonly tools: number;
  readonly addresses: number;
}

/** Records that the evidence of the day lacks. */
export interface DayGap {
  readonly kind: string;
  readonly count: number;
  readonly missing: number | null;
  readonly note: string;
}

/** One day, judged as of its end; times in milliseconds. */
export interface DaySummary {
  /** `2026-11-21` */
  readonly date: string;
  readonly from: number;
  readonly to: number;
  /** False of today: it is summed up as far as it has come. */
  readonly over: boolean;
  /** One for each gateway. */
  readonly watch: readonly Watched[];
  readonly counts: DayCounts;
  readonly gaps: readonly DayGap[];
  /** First told on this day. */
  readonly fresh: readonly Finding[];
  /** Told on an earlier day, and seen again on this one. */
  readonly ongoing: readonly Finding[];
  readonly suppressed: readonly Finding[];
}

/** What stays lost from day to day, until someone mends it. */
export interface Losses {
  /** Detectors that see nothing. */
  readonly blind: readonly string[];
  /** Evidence that could not be opened. */
  readonly unopened: readonly string[];
}

/** What `daily` prints: the days, oldest first, and what could be seen of them. */
export interface DailyReport {
  readonly tool: AuditReport['tool'];
  readonly settingsHash: string;
  readonly generatedAt: number;
  readonly gateways: readonly string[];
  /** Paths that were given, for the commands that show more; none are the gateway's usual places. */
  readonly paths: readonly string[];
  readonly coverage: Coverage;
  readonly days: readonly DaySummary[];
  /** What is lost now and was not at the last run. */
  readonly news: Losses;
}
