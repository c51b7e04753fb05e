import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import JSON5 from 'json5';
import { describe, expect, test } from 'vitest';
import { backtestReporters } from '../../../src/reporters/backtest/index.ts';
import { backtestSchema } from '../../../src/reporters/backtest/schema-backtest.ts';
import { settingsSnippet } from '../../../src/reporters/backtest/settings-snippet.ts';
import { runCli } from '../../support/run-cli.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { backtestOf, detectorIn, logFile } from './backtest-of.ts';
import { at, breakIn, endOf, guessingDays } from './guessing-days.ts';

const guessers = [1, 3, 0, 5, 2, 4];
const guessing = 'repeated-auth-failures';
const look = { color: false, width: 80, utc: true, quiet: false, verbose: false };
const print = (format: string, report: Awaited<ReturnType<typeof backtestOf>>) =>
  backtestReporters[format]?.(report, look) ?? '';

describe('what would have been sent', () => {
  test('is counted by the day, with the days on which nothing was', async () => {
    const report = await backtestOf({ log: guessingDays(guessers), options: { now: endOf(6) } });
    expect(detectorIn(report, guessing).numbers).toMatchObject({
      total: 15,
      median: 2.5,
      worst: 5,
      worstDay: '2026-10-28',
      silentDays: 1,
    });
    expect(report.all.total).toBe(15);
  });

  test('is what the least severity lets through', async () => {
    const log = guessingDays(guessers) + breakIn(at(4, 20), 7, '198.51.100.7');
    const options = { now: endOf(6), minSeverity: 'critical' as const };
    const report = await backtestOf({ log, options });
    expect(report.all).toMatchObject({ total: 1, worstDay: '2026-10-29' });
    expect(detectorIn(report, guessing).tuning).toEqual({ kind: 'none' });
  });

  test('is what became worse, a second time', async () => {
    const quiet = await backtestOf({ log: guessingDays([0, 0, 0]), options: { now: endOf(3) } });
    const log = guessingDays([0, 0, 0]) + breakIn(at(1, 20), 9, '198.51.100.7');
    const report = await backtestOf({ log, options: { now: endOf(3) } });
    expect(quiet.all.total).toBe(0);
    expect(report.all.bySeverity).toMatchObject({ medium: 1, critical: 1 });
  });

  test('does not count what is suppressed', async () => {
    const log = guessingDays(guessers);
    const settings = `{ suppress: [{ detector: '${guessing}', reason: 'a test' }] }`;
    const report = await backtestOf({ log, settings, options: { now: endOf(6) } });
    expect(report.all.total).toBe(0);
  });

  test('does not count what was before the days that were asked for', async () => {
    const options = { now: endOf(6), since: '2d' };
    const report = await backtestOf({ log: guessingDays(guessers), options });
    expect(report.all.total).toBe(6);
    expect(report.evidence.days).toEqual(['2026-10-29', '2026-10-30']);
  });
});

describe('the evidence', () => {
  test('is told in the days that there really were', async () => {
    const report = await backtestOf({ log: guessingDays(guessers), options: { now: endOf(6) } });
    expect(print('table', report)).toContain('30d asked, evidence spans 5d 23h, 6 days with events');
  });

  test('that lacks a day does not make that day a silent one', async () => {
    const lines = guessingDays([0, 0, 0, 0]).split(/(?<=\n)/);
    const log = lines.filter((line) => !line.includes('2026-10-26')).join('');
    const report = await backtestOf({ log, options: { now: endOf(4) } });
    expect(report.evidence.days).toHaveLength(3);
    expect(report.all.silentDays).toBe(3);
  });

  test('of less than a day suggests nothing', async () => {
    const report = await backtestOf({ log: guessingDays([5]), options: { now: endOf(1) } });
    expect(detectorIn(report, guessing).tuning).toMatchObject({ kind: 'refused' });
    expect(print('table', report)).toContain('too little');
    expect(settingsSnippet(report)).toEqual([]);
  });

  test('that is older than the days asked for is no evidence of them', async () => {
    const options = { now: endOf(20), since: '3d', lookback: 30 * 86_400_000 };
    const report = await backtestOf({ log: guessingDays([5, 5]), options });
    expect(print('table', report)).toContain('3d asked, no evidence from that time');
    expect(report.all.total).toBe(0);
  });

  test('that a detector cannot see by makes no silence of it', async () => {
    const report = await backtestOf({ log: guessingDays([0, 0, 0]), options: { now: endOf(3) } });
    expect(print('table', report)).toMatch(/^device-pairing-abuse +– +– +– +– +blind$/m);
  });
});

describe('the suggestion', () => {
  test('is the least threshold that keeps the worst day within the budget', async () => {
    const log = guessingDays(guessers);
    const { tuning } = detectorIn(await backtestOf({ log, options: { now: endOf(6) } }), guessing);
    // The fourth and fifth address of the worst day guess eight and nine times.
    expect(tuning).toMatchObject({ kind: 'change', from: { failures: 5 }, to: { failures: 8 } });
  });

  test('keeps its promise, and is what config check accepts', async () => {
    const log = guessingDays(guessers);
    const settings = settingsSnippet(await backtestOf({ log, options: { now: endOf(6), budget: 1 } }));
    const path = join(temporaryFolder(), 'config.json5');
    writeFileSync(path, settings.join('\n'));
    expect((await runCli(['config', 'check', path])).code).toBe(0);
    const again = await backtestOf({
      log,
      settings: settings.join('\n'),
      options: { now: endOf(6), budget: 1 },
    });
    expect(detectorIn(again, guessing)).toMatchObject({ numbers: { worst: 1 }, tuning: { kind: 'none' } });
    expect(settingsSnippet(again)).toEqual([]);
  });

  test('goes on from the present settings', async () => {
    const settings = `{ detectors: { '${guessing}': { failures: 6 } } }`;
    const report = await backtestOf({ log: guessingDays(guessers), settings, options: { now: endOf(6) } });
    expect(detectorIn(report, guessing).tuning).toMatchObject({ from: { failures: 6 }, to: { failures: 8 } });
  });

  test('turns two thresholds where none alone will do, and neither further than needed', async () => {
    const log = guessingDays([4, 4, 4], 22);
    const { tuning } = detectorIn(await backtestOf({ log, options: { now: endOf(3) } }), guessing);
    expect(tuning).toMatchObject({ to: { failures: 24, slowFailures: 24 }, numbers: { worst: 2 } });
  });

  test('is the same when the evidence is read again instead of kept', async () => {
    const given = { log: guessingDays(guessers), options: { now: endOf(6) } };
    const kept = await backtestOf(given);
    const readAgain = await backtestOf({ ...given, more: { mostKept: 0 } });
    expect(readAgain.detectors).toEqual(kept.detectors);
  });

  test('leaves a day of attack alone where there are many days', async () => {
    const quietButOne = Array.from({ length: 21 }, (_, index) => (index === 9 ? 7 : 1));
    const log = guessingDays(quietButOne);
    const report = await backtestOf({ log, options: { now: endOf(21) } });
    expect(report.all).toMatchObject({ worst: 7, p95: 1 });
    expect(detectorIn(report, guessing).tuning).toEqual({ kind: 'none' });
  });

  test('names the severity that would do as well', async () => {
    const log = guessingDays(guessers) + breakIn(at(4, 20), 7, '198.51.100.7');
    const report = await backtestOf({ log, options: { now: endOf(6) } });
    expect(report.graver).toMatchObject({ minSeverity: 'high', all: { worst: 1 } });
  });
});

describe('the command', () => {
  const args = ['backtest', 'audit.jsonl', '--now', endOf(6), '--utc'];

  test('prints settings, and writes none', async () => {
    const path = logFile(guessingDays(guessers));
    const folder = dirname(path);
    const home = temporaryFolder();
    const { code, stdout } = await runCli(args, { cwd: folder, env: { HOME: home } });
    expect(code).toBe(0);
    expect(stdout).toContain(`'${guessing}': { failures: 8 },`);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(readdirSync(folder)).toEqual(['audit.jsonl']);
    expect(existsSync(join(home, '.config'))).toBe(false);
  });

  test('gives JSON as its schema says, with the settings in it', async () => {
    const cwd = dirname(logFile(guessingDays(guessers)));
    const { stdout } = await runCli([...args, '--format', 'json', '--budget', '1'], { cwd });
    const report = backtestSchema.parse(JSON.parse(stdout));
    expect(JSON5.parse(report.snippet ?? '')).toEqual(report.settings);
    expect(report.detectors.map(({ id }) => id)).toContain(guessing);
  });

  test('reads standard input', async () => {
    const input = readFileSync(logFile(guessingDays(guessers)));
    const rest = ['--now', endOf(6), '--utc', '--format', 'markdown'];
    const { stdout } = await runCli(['backtest', '-', ...rest], { input });
    expect(stdout).toContain('| repeated-auth-failures | 15 | 2.5 | 5 | 1d |');
    expect(stdout).toContain('```json5');
  });

  test('says what is wrong with its options', async () => {
    const cwd = dirname(logFile(guessingDays(guessers)));
    expect(await runCli([...args, '--budget', 'two'], { cwd })).toMatchObject({ code: 2 });
    expect(await runCli([...args, '--format', 'ndjson'], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('backtest has no --format ndjson'),
    });
  });

  test('without any evidence is an error, as for a report', async () => {
    expect(await runCli(['backtest', temporaryFolder()])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('no evidence found'),
    });
  });
});
