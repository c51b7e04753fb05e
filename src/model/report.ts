import type { Coverage } from './coverage.ts';
import type { Finding, Severity } from './finding.ts';
import type { Incident } from './incident.ts';

/** A finished report. Times are milliseconds; reporters print them. */
export interface AuditReport {
  readonly tool: { readonly name: string; readonly version: string };
  readonly settingsHash: string;
  readonly generatedAt: number;
  readonly window: { readonly since: number | null; readonly until: number | null };
  readonly gateways: readonly string[];
  readonly coverage: Coverage;
  readonly summary: {
    readonly events: number;
    readonly findings: number;
    readonly bySeverity: { readonly [S in Severity]: number };
    readonly byDetector: { readonly [id: string]: number };
    readonly suppressed: number;
  };
  readonly findings: readonly Finding[];
  /** Those that findings of the report are part of, oldest first; they may tell of findings that it leaves out. */
  readonly incidents: readonly Incident[];
  readonly suppressed: readonly Finding[];
}

export interface ReporterOptions {
  readonly color: boolean;
  /** Columns of the terminal; 80 when unknown. */
  readonly width: number;
  readonly utc: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
  /** Every reason why a detector does not see, not the first alone. */
  readonly allReasons?: boolean;
}

export type Reporter = (report: AuditReport, options: ReporterOptions) => string;
