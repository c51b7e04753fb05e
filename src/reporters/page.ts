import type { AuditReport, ReporterOptions } from '../model/report.ts';
import type { Paint } from './paint.ts';
import type { PeopleTime } from './people-time.ts';

/** What the sections of the page share. */
export interface Page {
  readonly report: AuditReport;
  readonly options: ReporterOptions;
  readonly paint: Paint;
  readonly time: PeopleTime;
  readonly width: number;
}
