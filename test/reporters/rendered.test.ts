import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { AuditReport, ReporterOptions } from '../../src/model/report.ts';
import { explanationReporters } from '../../src/reporters/explanation.ts';
import { coverageReporters, type Format, reporters } from '../../src/reporters/index.ts';
import { textWidth } from '../../src/reporters/layout.ts';
import { attack, guessed, options, quietReport, report } from './sample-report.ts';

const nothing: AuditReport = {
  ...quietReport,
  gateways: [],
  coverage: {
    complete: true,
    sources: [],
    detectors: quietReport.coverage.detectors,
    unknown: [],
    ignored: [],
  },
};
const fleet: AuditReport = { ...report, gateways: ['vm', 'pi'] };

const pages: readonly [string, Format, AuditReport, Partial<ReporterOptions>][] = [
  ['findings.table.txt', 'table', report, {}],
  ['findings-verbose.table.txt', 'table', report, { verbose: true }],
  ['findings-quiet.table.txt', 'table', report, { quiet: true }],
  ['findings-narrow.table.txt', 'table', report, { width: 50 }],
  ['findings-colour.table.txt', 'table', report, { color: true }],
  ['fleet.table.txt', 'table', fleet, { width: 100 }],
  ['no-findings.table.txt', 'table', quietReport, {}],
  ['nothing-read.table.txt', 'table', nothing, {}],
  ['findings.md', 'markdown', report, {}],
  ['findings-verbose.md', 'markdown', report, { verbose: true }],
  ['no-findings-quiet.md', 'markdown', quietReport, { quiet: true }],
  ['incident.table.txt', 'table', attack, {}],
  ['incident.md', 'markdown', attack, {}],
  ['findings.json.txt', 'json', report, {}],
  ['findings.ndjson.txt', 'ndjson', report, {}],
];

describe('a report', () => {
  test.each(pages)('reads as in %s', async (file, format, given, more) => {
    await expect(reporters[format](given, { ...options, ...more })).toMatchFileSnapshot(`rendered/${file}`);
  });

  test.each([
    ['coverage.table.txt', 'table'],
    ['coverage.md', 'markdown'],
    ['coverage.json.txt', 'json'],
    ['coverage.ndjson.txt', 'ndjson'],
  ] as const)('of coverage alone reads as in %s', async (file, format) => {
    await expect(coverageReporters[format](report, options)).toMatchFileSnapshot(`rendered/${file}`);
  });
});

test('one incident, explained, reads as in explained.table.txt', async () => {
  const text = explanationReporters.table(attack, options);
  await expect(text).toMatchFileSnapshot('rendered/explained.table.txt');
});

describe('many findings', () => {
  const findings = Array.from({ length: 25 }, (_, index) => ({
    ...guessed,
    id: `${index}`.padStart(32, '0'),
    title: `Guessing ${index + 1}`,
  }));
  const many = reporters.table({ ...report, findings }, options);
  const [, short = ''] = many.split('IN SHORT\n');

  test('are told in short first, a line each, of one attack alone nothing', () => {
    expect(many.indexOf('IN SHORT')).toBeLessThan(many.indexOf('COVERAGE'));
    expect(short.split('\n\n', 1)[0]?.split('\n')).toHaveLength(21);
    expect(short).toContain('and 5 more');
    expect(reporters.table({ ...report, findings: [guessed] }, options)).not.toContain('IN SHORT');
  });

  test('of lesser weight show their first steps', () => {
    const remediation = ['Look.', 'Block it.', 'Ask.', 'Limit it.', 'Wait.'];
    const lesser = { ...guessed, severity: 'medium' as const, remediation };
    const shown = (finding: Finding, verbose: boolean) =>
      reporters.table({ ...report, findings: [finding] }, { ...options, verbose });
    expect(shown(lesser, false)).toContain('and 2 more (--verbose)');
    expect(shown(lesser, true)).toContain('5. Wait.');
    expect(shown({ ...lesser, severity: 'high' }, false)).toContain('5. Wait.');
  });
});

test('what a finding rests on stands together by its name, with times of the reader', () => {
  const facts = [
    { name: 'first-use', value: 'used browser', number: null },
    { name: 'got in', value: '2026-11-22T14:01:43.760Z', number: null },
    { name: 'first-use', value: 'used nodes', number: null },
  ];
  const finding = { ...guessed, explanation: { ...guessed.explanation, facts } };
  expect(reporters.table({ ...report, findings: [finding] }, { ...options, width: 120 })).toContain(
    '  facts   first use: used browser; used nodes · got in: 2026-11-22 14:01:43\n',
  );
});

describe('every format', () => {
  const formats = Object.keys(reporters) as Format[];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it looks for
  const obeyed = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\p{Bidi_Control}\p{Cs}]/u;

  test.each(formats)('%s lets nothing out that a terminal obeys', (format) => {
    for (const verbose of [false, true]) {
      expect(reporters[format](report, { ...options, verbose })).not.toMatch(obeyed);
      expect(reporters[format](attack, { ...options, verbose })).not.toMatch(obeyed);
      expect(coverageReporters[format](report, { ...options, verbose })).not.toMatch(obeyed);
    }
  });

  test.each(formats)('%s survives times that no calendar has', (format) => {
    const wild = [Number.MAX_VALUE, -Number.MAX_VALUE, 0].map((time, index) => ({
      ...(report.findings[index % 2] ?? expect.unreachable()),
      firstSeen: time,
      lastSeen: time,
    }));
    for (const utc of [true, false]) {
      expect(reporters[format]({ ...report, findings: wild }, { ...options, utc })).toContain(
        'repeated-auth-failures',
      );
    }
  });

  test.each([40, 60, 80, 120])(
    'the table keeps within %d columns, but for commands that are to be copied',
    (width) => {
      for (const told of [report, attack]) {
        const lines = reporters.table(told, { ...options, width, verbose: true }).split('\n');
        const sources = lines.findIndex((line) => line.startsWith('  gap'));
        const text = lines
          .slice(width < 70 ? sources : 0)
          .filter((line) => !/^[│ ]{9,15}`openclaw /.test(line));
        expect(Math.max(...text.map(textWidth))).toBeLessThanOrEqual(width);
      }
    },
  );

  test('the table names its zone when times are local', () => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    expect(reporters.table(report, { ...options, utc: false })).toContain(timeZone);
  });
});
