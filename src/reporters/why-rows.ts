import { formatDuration } from '../facts/duration.ts';
import type { Explanation, Finding } from '../model/finding.ts';
import { grouped } from './counted.ts';
import type { FindingRow } from './finding-row.ts';
import type { PeopleTime } from './people-time.ts';

/** Why a finding fired: the rule with its numbers, then what it rests on. */
export function whyRows(finding: Finding, time: PeopleTime): readonly FindingRow[] {
  const { explanation, confidence } = finding;
  const rule = [plain(explanation.rule), numbers(explanation)].filter((text) => text !== '').join(': ');
  const why = [rule, `confidence ${confidence}`].filter((text) => text !== '').join(' · ');
  return [{ label: 'why', text: why }, ...factRows(finding, time)];
}

const longFact = 60;
/** A name or a number is worth a fact, also where the summary has it. */
const wordy = 40;

/** Short facts share a row; a long one has its own, without a label. */
function factRows({ explanation, summary }: Finding, time: PeopleTime): readonly FindingRow[] {
  const facts = namedFacts(explanation)
    .filter(([, values]) => !isSaid(values, summary))
    .map(([name, values]) => `${plain(name)}: ${values.join('; ')}`)
    .map((fact) => fact.replace(isoTimes, (at) => time.second(Date.parse(at))));
  const short = facts.filter((fact) => fact.length < longFact).join(' · ');
  const rows = [...facts.filter((fact) => fact.length >= longFact), ...(short === '' ? [] : [short])];
  return rows.map((text, index) => ({ label: index === 0 ? 'facts' : '', text }));
}

/** What fired, a count or a score, stands before the number at which it does. */
function numbers({ seen, threshold, windowMs, score }: Explanation): string {
  const within = windowMs === null ? '' : ` within ${formatDuration(windowMs)}`;
  const fires = threshold === null ? [] : [`fires at ${grouped(threshold)}`];
  const scored = score === null ? [] : [`score ${Math.round(score * 100) / 100}`];
  const said =
    seen === null ? [...scored, ...fires] : [`${grouped(seen)} seen${within}`, ...fires, ...scored];
  return said.join(', ');
}

/** In the same words: not worth a row. */
function isSaid(values: readonly string[], summary: string): boolean {
  return (
    values.join('; ').length >= wordy && values.every((value) => summary.includes(value.replace(/…$/, '')))
  );
}

/** What has one name stands together. */
function namedFacts({ facts }: Explanation): readonly (readonly [string, readonly string[]])[] {
  const values = new Map<string, string[]>();
  for (const { name, value } of facts) {
    const others = values.get(name);
    if (others) others.push(value);
    else values.set(name, [value]);
  }
  return [...values];
}

/** `dangerous-command` is two words to a reader. */
function plain(name: string): string {
  return /^[a-z]{1,30}(-[a-z]{1,30}){1,4}$/.test(name) ? name.replaceAll('-', ' ') : name;
}

const isoTimes = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z/g;
