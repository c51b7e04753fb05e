import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evidenceFolder } from '../../support/evidence-folder.ts';
import { attack, logLine, refusedLines } from '../../support/gateway-lines.ts';
import { runCli } from '../../support/run-cli.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const hour = 3_600_000;
const midnight = Date.parse('2026-11-22T00:00:00Z');
const now = ['--now', '2026-11-23T07:30:00Z'];

const connected = (index: number) =>
  `webchat connected conn=0934340d-f891-45e4-a93a-${index.toString(16).padStart(12, '0')} remote=127.0.0.1 client=openclaw-control-ui webchat v2026.9.6 build=legacy`;

/** An hourly sign of life, from one time to another. */
function life(from: number, to: number): string {
  const hours = Array.from({ length: Math.floor((to - from) / hour) + 1 }, (_, index) => from + index * hour);
  return hours.map((time, index) => logLine(time, 'gateway/ws', connected(index))).join('');
}

const aroundTheDay = life(midnight - 2 * hour, midnight + 30 * hour);

/** `daily` over a folder with this log, twice or more over the same state. */
function daily(log: string, state = temporaryFolder()) {
  const folder = evidenceFolder({ 'logs/gateway.log': log });
  const run = (...args: readonly string[]) =>
    runCli(['daily', folder, '--state-dir', state, ...now, ...args]);
  return { folder, state, run };
}

describe('a quiet day', () => {
  test('is three lines', async () => {
    const { code, stdout } = await daily(aroundTheDay).run();
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^Sunday 2026-11-22 · gateway openclaw-audit-test-\w+ · UTC$/),
      'quiet; watched 24 h of 24 h; 24 events',
      expect.stringMatching(/^blind: HTTP logins|^blind: .+/),
    ]);
  });

  test('is silent when asked, but not when the watch was lost', async () => {
    expect(await daily(aroundTheDay).run('--quiet')).toMatchObject({ code: 0, stdout: '', stderr: '' });
    const half = await daily(life(midnight + 9 * hour, midnight + 30 * hour)).run('--quiet');
    expect(half.stdout).toContain('watched 15 h of 24 h');
    expect(half.stdout).toContain('not watched 00:00 → 09:00');
  });
});

describe('a day without evidence', () => {
  test('is not watched, never quiet', async () => {
    const { run } = daily(life(midnight + 25 * hour, midnight + 30 * hour));
    const { code, stdout } = await run('--quiet');
    expect(code).toBe(0);
    expect(stdout).toContain('not watched: no evidence of that day was found');
    expect((await run('--require-complete')).code).toBe(4);
  });

  test('on a machine without any is wrong usage', async () => {
    const { code, stderr } = await runCli(['daily', ...now]);
    expect(code).toBe(2);
    expect(stderr).toContain('no evidence found');
  });
});

describe('a day with findings', () => {
  const log = aroundTheDay + attack(midnight + 31 * hour - 16 * hour);

  test('says what is new and what to do first, and fails when asked', async () => {
    const { run } = daily(log);
    const { code, stdout } = await run();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^1 medium new$/m);
    expect(stdout).toMatch(/^DO FIRST /m);
    expect(await run()).toMatchObject({ stdout });
    expect((await run('--fail-on', 'medium')).code).toBe(1);
  });

  test('that began the day before goes on', async () => {
    const guesses = Array.from({ length: 60 }, (_, index) =>
      refusedLines({
        time: midnight - 3 * hour + index * 6 * 60_000,
        number: index,
        forwardedFor: '203.0.113.66',
      }),
    );
    const { run } = daily(guesses.join(''));
    const { new: fresh, ongoing } = JSON.parse((await run('--format', 'json')).stdout);
    expect(fresh).toEqual([]);
    expect(ongoing).toMatchObject([{ firstSeen: '2026-11-21T21:00:00.000Z' }]);
    const before = JSON.parse((await run('--format', 'json', '--date', '2026-11-21')).stdout);
    expect(before.new.map(({ id }: { id: string }) => id)).toEqual([ongoing[0].id]);
    expect(before.new[0].count).toBeLessThan(ongoing[0].count);
  });
});

describe('the days', () => {
  test.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
  ])('%s has %d hours in Vienna', async (date, of) => {
    const folder = evidenceFolder({
      'logs/gateway.log': life(Date.parse(date) - 3 * hour, Date.parse(date) + 30 * hour),
    });
    const args = ['daily', folder, '--date', date, '--now', '2026-11-23T07:30:00Z'];
    const { stdout } = await runCli([...args, '--format', 'json'], { env: { TZ: 'Europe/Vienna' } });
    expect(JSON.parse(stdout)).toMatchObject({ date, timeZone: 'Europe/Vienna', watched: { hours: of, of } });
    const utc = await runCli([...args, '--utc'], { env: { TZ: 'Europe/Vienna' } });
    expect(utc.stdout).toContain('watched 24 h of 24 h');
  });

  test('that no run has shown yet are caught up, once', async () => {
    const { run } = daily(aroundTheDay);
    const at = (time: string, ...args: readonly string[]) => run('--now', time, ...args);
    await at('2026-11-22T07:00:00Z');
    const late = await at('2026-11-24T07:00:00Z');
    expect(late.stdout.match(/^\w+ 2026-11-\d\d/gm)).toEqual(['Sunday 2026-11-22', 'Monday 2026-11-23']);
    expect((await at('2026-11-24T09:00:00Z')).stdout).toBe(late.stdout);
    expect((await at('2026-11-25T07:00:00Z')).stdout.match(/^\w+ 2026-11-\d\d/gm)).toEqual([
      'Tuesday 2026-11-24',
    ]);
  });

  test('can be named and counted', async () => {
    const { run } = daily(aroundTheDay);
    expect((await run('--days', '3')).stdout.match(/2026-11-\d\d ·/g)).toHaveLength(3);
    expect((await run('--date', 'today')).stdout).toContain('Monday 2026-11-23 so far');
    expect((await run('--date', '2026-12-24')).code).toBe(2);
  });
});

describe('what the gateway has pruned', () => {
  test('is still known from the archive', async () => {
    const { folder, run } = daily(aroundTheDay + attack(midnight + 12 * hour));
    const { stdout } = await run();
    expect(stdout).toContain('1 medium new');
    rmSync(join(folder, 'logs'), { recursive: true });
    mkdirSync(join(folder, 'logs'));
    writeFileSync(join(folder, 'logs', 'gateway.log'), life(midnight + 31 * hour, midnight + 31 * hour));
    expect((await run()).stdout).toBe(stdout);
    rmSync(join(folder, 'logs'), { recursive: true });
    expect((await run()).stdout).toBe(stdout);
  });
});

describe('--send', () => {
  const log = aroundTheDay + attack(midnight + 12 * hour);

  function sink(path: string): string {
    const config = join(temporaryFolder(), 'config.json5');
    writeFileSync(config, JSON.stringify({ alerts: [{ kind: 'file', path }] }));
    return config;
  }

  const linesOf = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n');

  test('tells each day once', async () => {
    const path = join(temporaryFolder(), 'alerts.ndjson');
    const { run } = daily(log);
    const args = ['--send', '--config', sink(path)];
    expect((await run(...args)).code).toBe(0);
    expect((await run(...args)).stdout).toContain('1 medium new');
    expect(linesOf(path)).toHaveLength(1);
    const notice = JSON.parse(linesOf(path)[0] ?? '');
    expect(notice).toMatchObject({
      kind: 'daily',
      body: { schema: 'openclaw-audit/daily@1', date: '2026-11-22' },
    });
    expect(notice.text).toContain('DO FIRST');
  });

  test('keeps what could not be sent, fails, and tries again', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'later', 'alerts.ndjson');
    const { run } = daily(log);
    const args = ['--send', '--config', sink(path)];
    const failed = await run(...args);
    expect(failed.code).toBe(3);
    expect(failed.stderr).toContain('could not be told');
    mkdirSync(join(folder, 'later'));
    expect((await run(...args)).code).toBe(0);
    expect(linesOf(path)).toHaveLength(1);
  });

  test('needs someone to send to', async () => {
    const { code, stderr } = await daily(log).run('--send');
    expect([code, stderr]).toEqual([2, expect.stringContaining('the settings name no alerts')]);
  });
});

test('a state folder that cannot be written is said, and the day is told all the same', async () => {
  const state = join(temporaryFolder(), 'state');
  writeFileSync(state, 'a file');
  chmodSync(state, 0o400);
  const { run } = daily(aroundTheDay, state);
  const { code, stdout, stderr } = await run();
  expect(code).toBe(0);
  expect(stdout).toContain('quiet; watched 24 h of 24 h');
  expect(stderr).toContain('could not be archived');
});
