import type { Coverage, Sight } from '../../model/coverage.ts';
import type { Severity } from '../../model/finding.ts';
import type { AuditReport } from '../../model/report.ts';

/** Alerts of the days that have evidence. */
export interface AlertNumbers {
  readonly total: number;
  readonly bySeverity: { readonly [S in Severity]: number };
  readonly median: number;
  /** So many or fewer on nineteen days of twenty. */
  readonly p95: number;
  readonly worst: number;
  /** `2026-11-21`; null when no day had an alert. */
  readonly worstDay: string | null;
  /** Days without an alert. */
  readonly silentDays: number;
}

/** Values of a detector's numeric options. */
export interface Thresholds {
  readonly [option: string]: number;
}

/** What the budget asks of a detector. */
export type Tuning =
  /** It keeps to the budget as it is. */
  | { readonly kind: 'none' }
  | {
      readonly kind: 'change';
      readonly from: Thresholds;
      readonly to: Thresholds;
      readonly numbers: AlertNumbers;
    }
  /** No setting does it, or none that ought to. */
  | { readonly kind: 'refused'; readonly because: string };

export interface DetectorBacktest {
  readonly id: string;
  readonly sight: Sight['sight'];
  readonly numbers: AlertNumbers;
  readonly tuning: Tuning;
}

/** What would have been sent, and what would keep it within the budget. Times in milliseconds. */
export interface BacktestReport {
  readonly tool: AuditReport['tool'];
  readonly settingsHash: string;
  readonly generatedAt: number;
  readonly window: AuditReport['window'];
  readonly gateways: readonly string[];
  /** The least severity that is sent. */
  readonly minSeverity: Severity;
  /** Alerts a day of each detector. */
  readonly budget: number;
  /** The day that has to keep to the budget: with many days, one in twenty may be an attack. */
  readonly aim: 'worst' | 'p95';
  readonly coverage: Coverage;
  /** From the first to the last event of the window. */
  readonly evidence: {
    readonly first: number | null;
    readonly last: number | null;
    /** Days with an event, oldest first. */
    readonly days: readonly string[];
    /** A day or more: less says nothing of an ordinary day. */
    readonly enough: boolean;
  };
  readonly detectors: readonly DetectorBacktest[];
  readonly all: AlertNumbers;
  /** The least severity at which all detectors keep to the budget, when it is not the present one. */
  readonly graver: { readonly minSeverity: Severity; readonly all: AlertNumbers } | null;
}
