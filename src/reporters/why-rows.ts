import { formatDuration } from '../facts/duration.ts';
import type { Explanation, Finding } from '../model/finding.ts';
import { grouped } from './counted.ts';
import type { FindingRow } from './finding-row.ts';
import type { PeopleTime } from './people-time.ts';

/** Why a finding fired: the rule with its numbers, then what it rests on. */
export function whyRows({ explanation, confidence }: Finding, time: PeopleTime): readonly FindingRow[] {
  const rule = [plain(explanation.rule), numbers(explanation)].filter((text) => text !== '').join(': ');
  const facts = namedFacts(explanation)
    .map(([name, values]) => `${plain(name)}: ${values.join('; ')}`)
    .join(' · ')
    .replace(isoTimes, (at) => time.second(Date.parse(at)));
  return [
    { label: 'why', text: [rule, `confidence ${confidence}`].filter((text) => text !== '').join(' · ') },
    { label: 'facts', text: facts },
  ];
}

function numbers({ seen, threshold, windowMs, score }: Explanation): string {
  const within = windowMs === null ? '' : ` within ${formatDuration(windowMs)}`;
  return [
    ...(seen === null ? [] : [`${grouped(seen)} seen${within}`]),
    ...(threshold === null ? [] : [`fires at ${grouped(threshold)}`]),
    ...(score === null ? [] : [`score ${Math.round(score * 100) / 100}`]),
  ].join(', ');
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
