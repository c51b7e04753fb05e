import type { Finding } from '../../model/finding.ts';
import { givenPaths } from '../given-paths.ts';
import type { PeopleTime } from '../people-time.ts';
import type { DailyReport, DaySummary } from './day-summary.ts';

/** Shows one finding, whole. */
export function explainCommand({ id }: Pick<Finding, 'id'>, report: DailyReport): string {
  return `openclaw-audit explain ${id.slice(0, 12)}${givenPaths(report.paths)}`;
}

/** Shows all findings of the day. */
export function reportCommand({ date, to, over }: DaySummary, report: DailyReport, time: PeopleTime): string {
  const until = over ? ` --until ${time.minute(to).slice(0, 10)}` : '';
  return `openclaw-audit${givenPaths(report.paths)} --since ${date}${until}`;
}
