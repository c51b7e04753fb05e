import { shellWord } from '../../facts/shell-word.ts';
import type { Finding } from '../../model/finding.ts';
import type { PeopleTime } from '../people-time.ts';
import type { DailyReport, DaySummary } from './day-summary.ts';

/** Shows one finding, whole. */
export function explainCommand({ id }: Pick<Finding, 'id'>, report: DailyReport): string {
  return `openclaw-audit explain ${id.slice(0, 12)}${given(report)}`;
}

/** Shows all findings of the day. */
export function reportCommand({ date, to, over }: DaySummary, report: DailyReport, time: PeopleTime): string {
  const until = over ? ` --until ${time.minute(to).slice(0, 10)}` : '';
  return `openclaw-audit${given(report)} --since ${date}${until}`;
}

/** Enough to recognise, and to be copied when it is short. */
function given({ paths }: DailyReport): string {
  const text = paths.map((path) => ` ${shellWord(path)}`).join('');
  return text.length <= longest ? text : ' <the same paths>';
}

const longest = 100;
