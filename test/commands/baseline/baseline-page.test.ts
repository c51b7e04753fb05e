import { expect, test } from 'vitest';
import { acceptedLine, portraitPage } from '../../../src/commands/baseline/baseline-page.ts';
import { sectionsTable } from '../../../src/reporters/sections-table.ts';

const look = { color: false, width: 80, utc: true, quiet: false, verbose: false };

test('one of something is told as one', () => {
  const rows = [
    { name: 'exec', count: 1, note: 'days; its first use was reported' },
    { name: 'read', count: 2, note: 'days' },
    { name: 'read.path', count: 1, note: 'runs, never a new one' },
    { name: 'write', count: 1 },
  ];
  const portrait = { kind: 'session', agentId: 'main', runs: 2, sections: [{ title: 'powers', rows }] };
  const name = 'agent:main:alice';
  const page = portraitPage({ detector: 'unusual-tool-use', gateway: 'home', name, portrait });
  expect(page.sections[0]?.lines.map(({ text }) => text)).toEqual([
    'exec: 1 day; its first use was reported',
    'read: 2 days',
    'read.path: 1 run, never a new one',
    'write: 1 run',
  ]);
});

test('what was accepted begins with the id that takes it back, apart from the detector', () => {
  const line = acceptedLine({
    id: '41ad798db77e55263c2e4e64b743ad6e',
    detector: 'unusual-tool-use',
    gateway: 'home',
    entities: ['agent:main:alice'],
    conditions: ['first-use: exec'],
    severity: 'low',
    reason: 'a new job',
    time: 0,
  });
  const page = { title: 't', subtitle: [], sections: [{ title: 'ACCEPTED AS NORMAL', lines: [line] }] };
  expect(sectionsTable(page, look)).toContain(' 41ad798d · unusual-tool-use · agent:main:alice · ');
});
