import { expect, test } from 'vitest';
import type { Explanation, Finding } from '../../src/model/finding.ts';
import { peopleTime } from '../../src/reporters/people-time.ts';
import { whyRows } from '../../src/reporters/why-rows.ts';
import { report } from './sample-report.ts';

const nothing: Explanation = {
  rule: '',
  seen: null,
  threshold: null,
  windowMs: null,
  score: null,
  facts: [],
};

function rows(explanation: Partial<Explanation>, summary = ''): readonly string[] {
  const [finding] = report.findings as readonly [Finding];
  const explained = { ...finding, summary, explanation: { ...nothing, ...explanation } };
  return whyRows(explained, peopleTime(true)).map(({ text }) => text);
}

const fact = (name: string, value: string) => ({ name, value, number: null });

test('a count stands before the number at which it fires, a score after it', () => {
  const counted = { rule: 'denials', seen: 12, threshold: 3, windowMs: 600_000, score: 5 };
  expect(rows(counted)[0]).toMatch(/^denials: 12 seen within 10m, fires at 3, score 5 · /);
});

test('a score that fires stands where a count would', () => {
  expect(rows({ rule: 'unusual-run', threshold: 5, score: 9.268 })[0]).toMatch(
    /^unusual run: score 9.27, fires at 5 · /,
  );
});

test('what the summary says in the same words is not said again, names and numbers are', () => {
  const words = 'it was paired a moment before and says that it runs on linux';
  const facts = [fact('against it', words), fact('limiter', 'off'), fact('requests', '3')];
  expect(rows({ facts }, `Device x: ${words}; 3 requests, limiter off.`).slice(1)).toEqual([
    'limiter: off · requests: 3',
  ]);
});
