import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { audit } from '../src/commands/audit.ts';
import type { Position } from '../src/model/position.ts';

const readme = readFileSync('sample-logs/README.md', 'utf8');
const report = await audit(['sample-logs'], { now: '2026-11-22T14:30:00Z', minSeverity: 'info' });

test('the story gives what its page says, and nothing else', () => {
  const wanted = [...readme.matchAll(/\| \*{0,2}(critical|high|medium)\*{0,2}, `([a-z-]+)` \|/g)];
  const found = report.findings.map(({ severity, detector }) => `${severity} ${detector}`);
  expect(found.filter((line) => !/^(?:low|info)/.test(line)).sort()).toEqual(
    wanted.map(([, severity, detector]) => `${severity} ${detector}`).sort(),
  );
});

test('each finding begins in the minute that the page gives it', () => {
  const minutes = [...readme.matchAll(/\| 14:(\d\d):\d\d \|/g)].map(([, minute]) => minute);
  const loud = report.findings.filter(({ severity }) => severity !== 'low' && severity !== 'info');
  const found = loud.map(({ firstSeen }) => new Date(firstSeen).toISOString().slice(14, 16));
  expect(found.sort()).toEqual(minutes.sort());
});

test('what shares a session within the hour is one incident, as the page says', () => {
  const [, severity, ...detectors] =
    /one \*\*(\w+)\*\* incident, `([a-z-]+)` and `([a-z-]+)` under it/.exec(readme) ?? [];
  const [incident, ...others] = report.incidents;
  expect(others).toEqual([]);
  expect(incident?.severity).toBe(severity);
  const members = report.findings.filter((finding) => finding.incident === incident?.id);
  expect(members.map(({ detector }) => detector)).toEqual(detectors);
  expect(incident?.timeline.map(({ finding }) => finding)).toEqual(
    expect.arrayContaining(members.map(({ id }) => id)),
  );
});

test('five detectors find something in it, and every source is read', () => {
  expect(new Set(report.findings.map(({ detector }) => detector)).size).toBe(5);
  expect(report.coverage.sources.map(({ kind }) => kind).sort()).toEqual([
    'gateway-log',
    'ledger',
    'plain',
    'transcript',
    'transcript',
  ]);
  expect(report.coverage.complete).toBe(true);
});

test('every cited line is there and tells the time or the row that it is cited for', () => {
  for (const { source, time } of report.findings.flatMap(({ evidence }) => evidence)) {
    const told = source.name.endsWith('audit-page.json')
      ? 'eventId'
      : new Date(time).toISOString().slice(0, 18);
    expect(lineAt(source)).toContain(told);
  }
});

const lineAt = (source: Position) =>
  readFileSync(source.name, 'utf8').split('\n')['line' in source ? source.line - 1 : 0];
