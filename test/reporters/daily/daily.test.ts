import { describe, expect, test } from 'vitest';
import type { ReporterOptions } from '../../../src/model/report.ts';
import type { DailyReport } from '../../../src/reporters/daily/day-summary.ts';
import { dailyReporters } from '../../../src/reporters/daily/index.ts';
import { isSilent } from '../../../src/reporters/daily/quiet.ts';
import { outputSchemas } from '../../../src/reporters/json-schema.ts';
import { textWidth } from '../../../src/reporters/layout.ts';
import { guessed, hostile, options } from '../sample-report.ts';
import { daily, halfDay, loudDay, quietDay, unwatchedDay } from './sample-days.ts';

const many = { ...loudDay, fresh: Array.from({ length: 9 }, () => ({ ...guessed })) };

const pages: readonly [string, string, DailyReport, Partial<ReporterOptions>][] = [
  ['quiet.table.txt', 'table', daily([quietDay]), {}],
  ['loud.table.txt', 'table', daily([loudDay]), {}],
  ['loud-narrow.table.txt', 'table', daily([loudDay]), { width: 50 }],
  ['many.table.txt', 'table', daily([many]), {}],
  ['unwatched.table.txt', 'table', daily([unwatchedDay]), {}],
  ['half.table.txt', 'table', daily([halfDay], { gateways: ['vm', 'pi'] }), {}],
  ['catching-up.table.txt', 'table', daily([unwatchedDay, quietDay, loudDay]), {}],
  [
    'newly-blind.table.txt',
    'table',
    daily([quietDay], { news: { blind: ['multi-ip-session'], unopened: [] } }),
    {},
  ],
  ['catching-up.md', 'markdown', daily([unwatchedDay, halfDay, loudDay]), {}],
  ['catching-up.json.txt', 'json', daily([quietDay, loudDay]), {}],
];

const print = (format: string, report: DailyReport, more: Partial<ReporterOptions> = {}) =>
  dailyReporters[format]?.(report, { ...options, ...more }) ?? expect.unreachable();

describe('a day', () => {
  test.each(pages)('reads as in %s', async (file, format, report, more) => {
    await expect(print(format, report, more)).toMatchFileSnapshot(`rendered/${file}`);
  });

  test('that was quiet takes three lines', () => {
    expect(
      print('table', daily([quietDay]))
        .trimEnd()
        .split('\n'),
    ).toHaveLength(3);
  });

  test('without evidence is never called quiet', () => {
    for (const format of ['table', 'markdown'])
      expect(print(format, daily([unwatchedDay]))).not.toMatch(/quiet/i);
    expect(JSON.parse(print('json', daily([unwatchedDay])))).toMatchObject({
      quiet: false,
      watched: { hours: 0, of: 24 },
    });
  });

  test('that is not over says so, and ends now', () => {
    const soFar = { ...quietDay, to: quietDay.from + 3_600_000, over: false };
    expect(print('table', daily([soFar]))).toContain('Saturday 2026-11-21 so far');
  });

  test.each([40, 60, 80, 120])('keeps within %d columns, but for commands that are to be copied', (width) => {
    const lines = print('table', daily([loudDay, halfDay]), { width }).split('\n');
    const text = lines.filter((line) => !line.trimStart().startsWith('`openclaw '));
    expect(Math.max(...text.map(textWidth))).toBeLessThanOrEqual(width);
  });

  test('lets nothing out that a terminal obeys', () => {
    const wild = {
      ...loudDay,
      ongoing: [{ ...hostile, remediation: ['\u001b[2J'], severity: 'critical' as const }],
      fresh: [],
    };
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it looks for
    const obeyed = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\p{Bidi_Control}\p{Cs}]/u;
    for (const format of ['table', 'markdown', 'json'])
      expect(print(format, daily([wild], { gateways: ['\u001b[2J'] }))).not.toMatch(obeyed);
  });

  test('in JSON is as its schema says, with the days before it', () => {
    const written = JSON.parse(print('json', daily([unwatchedDay, halfDay, loudDay])));
    expect(outputSchemas['openclaw-audit/daily@1'].parse(written)).toEqual(written);
    expect(written.earlier.map(({ date }: { date: string }) => date)).toEqual(['2026-11-20', '2026-11-21']);
  });
});

describe('silence', () => {
  test('is for a quiet day that was watched', () => {
    expect(isSilent(daily([quietDay]))).toBe(true);
  });

  test.each([
    ['something was found', daily([quietDay, loudDay])],
    ['something goes on', daily([{ ...quietDay, ongoing: [hostile] }])],
    ['the watch was lost', daily([halfDay])],
    ['records are missing', daily([{ ...quietDay, gaps: halfDay.gaps }])],
    ['there is no evidence', daily([unwatchedDay, quietDay])],
    [
      'a source could not be opened for the first time',
      daily([quietDay], { news: { blind: [], unopened: ['x: y'] } }),
    ],
    ['a detector went blind', daily([quietDay], { news: { blind: ['multi-ip-session'], unopened: [] } })],
  ])('is not kept when %s', (_, report) => {
    expect(isSilent(report)).toBe(false);
  });
});
