import type { AuditReport, ReporterOptions } from '../model/report.ts';
import { type Paint, painter } from './paint.ts';
import { type PeopleTime, peopleTime } from './people-time.ts';

/** What the sections of the page share. */
export interface Page {
  readonly report: AuditReport;
  readonly options: ReporterOptions;
  readonly paint: Paint;
  readonly time: PeopleTime;
  readonly width: number;
}

export function pageOf(report: AuditReport, options: ReporterOptions): Page {
  return {
    report,
    options,
    paint: painter(options.color),
    time: peopleTime(options.utc),
    width: Math.min(120, Math.max(40, options.width)),
  };
}

/** Sections with a line between them; empty ones are left out. */
export function pageText(sections: readonly (readonly string[])[]): string {
  const texts = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}
