import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { evidenceFolder } from '../support/evidence-folder.ts';
import { attack, logLine, noon, refusedLines } from '../support/gateway-lines.ts';
import { runCli } from '../support/run-cli.ts';

const now = ['--now', '2026-11-22T13:00:00Z'];
const attacked = () => evidenceFolder({ 'logs/gateway.log': attack() });
const quiet = () => evidenceFolder({ 'logs/gateway.log': logLine(noon, 'gateway', 'gateway ready') });

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'openclaw-audit-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Control characters but the line feed, and marks that turn or end a line. */
const isDangerous = (character: string) =>
  character !== '\n' && /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(character);

function settings(text: string): string {
  const path = join(scratch(), 'config.json5');
  writeFileSync(path, text);
  return path;
}

describe('wrong usage is one clear line and exit 2', () => {
  test.each([
    [['--sinc', '24h'], "unknown option '--sinc' (Did you mean --since?)"],
    [['--since', '3 fortnights'], '--since: "3 fortnights" is not a time; accepted are 24h, 90m, 7d'],
    [['--now', '2026-02-30'], '--now: "2026-02-30" is not a time'],
    [['--lookback', 'long'], 'A duration is a number with ms, s, m, h, d or w'],
    [['--since', 'today', '--until', '2020-01-01'], '--since lies after --until'],
    [['--min-severity', 'hgih'], 'Did you mean high?'],
    [['--detector', 'multi-ip-sesion'], 'did you mean multi-ip-session?'],
    [['--skip', 'nothing-like-it'], 'there is no detector nothing-like-it. There are approval-abuse'],
    [['--format', 'jsn'], 'did you mean json?'],
    [['--format', 'sarif'], '--format sarif is not built yet'],
    [['--input', 'gatewaylog'], 'Did you mean gateway-log?'],
    [['--ip', '999.1.1.1'], '--ip: 999.1.1.1 is not an address'],
    [['coverage', '--follow'], '--follow goes with the report and with events'],
    [['--heartbeat', '5m'], '--heartbeat goes with --follow'],
    [['events', '--poll-ledger', '5m'], '--poll-ledger goes with --follow'],
    [['detectors', '--format', 'markdown'], 'detectors has no --format markdown; it has table, json'],
    [['daily', '--since', '24h'], 'daily takes --date and --days'],
    [['daily', '--date', '2026-02-30'], '--date: "2026-02-30" is not a day'],
    [['daily', '--days', '0'], 'It is a whole number from 1 to 31'],
    [['daily', '--format', 'ndjson'], 'daily has no --format ndjson'],
    [['/no/such/place'], '/no/such/place: no such file or folder'],
    [['--config', '/no/such/config.json5'], 'the settings file cannot be read'],
    [[], 'no evidence found in the places where an OpenClaw gateway leaves it'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await runCli(args as string[]);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('a broken settings file: every mistake with its line and column', async () => {
    const path = settings("{\n  detectors: { 'repeated-auth-failures': { failurs: 3 } },\n  supress: [],\n}");
    const { code, stderr } = await runCli(['config', 'check', path]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${path}:2:44: unknown setting "failurs" (did you mean "failures"?)`);
    expect(stderr).toContain(`${path}:3:3: unknown setting "supress" (did you mean "suppress"?)`);
  });
});

test('options that people give to all commands alike are taken by every one', async () => {
  const folder = attacked();
  const look = ['--utc', '--no-color', '--quiet', '--verbose', ...now];
  for (const words of [['events'], ['coverage'], ['who']])
    expect((await runCli([...words, folder, ...look])).code).toBe(0);
  const same = ['--format', 'ndjson', '--min-severity', 'high', '--detector', 'evidence-gap'];
  expect((await runCli(['events', folder, ...same])).code).toBe(0);
});

describe('exit codes', () => {
  test('0 with findings, 1 when one reaches --fail-on, 0 when none does', async () => {
    const folder = attacked();
    expect((await runCli([folder, ...now])).code).toBe(0);
    expect((await runCli([folder, ...now, '--fail-on', 'medium'])).code).toBe(1);
    expect((await runCli([folder, ...now, '--fail-on', 'high'])).code).toBe(0);
    expect((await runCli([folder, ...now, '--fail-on', 'medium', '--ip', '192.0.2.1'])).code).toBe(0);
  });

  test('4 when evidence has gaps and that is not allowed, but a finding comes first', async () => {
    const folder = evidenceFolder({ 'logs/gateway.log': `{"0":"half a reco\n${attack()}` });
    expect((await runCli([folder, ...now, '--require-complete'])).code).toBe(4);
    expect((await runCli([folder, ...now, '--require-complete', '--fail-on', 'low'])).code).toBe(1);
    expect((await runCli([attacked(), ...now, '--require-complete'])).code).toBe(0);
  });

  test('0 for evidence that is empty, as after midnight: it was read, and says nothing', async () => {
    const { code, stdout } = await runCli([evidenceFolder({ 'logs/gateway.log': '' }), ...now]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^All that was read is empty/);
    expect(stdout).toContain('blind');
  });
});

describe('evidence', () => {
  test('that cannot be read is a gap beside what can be', async () => {
    const folder = attacked();
    const secret = join(folder, 'logs', 'gateway.1.log');
    writeFileSync(secret, attack());
    chmodSync(secret, 0o000);
    const { code, stdout } = await runCli([folder, ...now, '--format', 'json']);
    const { findings, coverage } = JSON.parse(stdout);
    expect({ code, findings: findings.length }).toEqual({ code: 0, findings: 1 });
    if (process.getuid?.() !== 0) expect(coverage.complete).toBe(false);
  });

  test('of the default places is found through the environment', async () => {
    const { code, stdout } = await runCli([...now, '--format', 'json'], {
      env: { OPENCLAW_STATE_DIR: attacked() },
    });
    expect(code).toBe(0);
    expect(JSON.parse(stdout).findings).toHaveLength(1);
  });

  test('older than --since minus --lookback is not looked at, what lies between warms up', async () => {
    const folder = attacked();
    const since = (when: string, lookback: string) =>
      runCli([
        folder,
        '--now',
        '2026-11-22T13:00:00Z',
        '--since',
        when,
        '--lookback',
        lookback,
        '--format',
        'json',
      ]);
    const found = async (when: string, lookback: string) => JSON.parse((await since(when, lookback)).stdout);
    expect((await found('2026-11-22T12:00:10Z', '1h')).findings).toMatchObject([
      { firstSeen: '2026-11-22T12:00:00.000Z', count: 8 },
    ]);
    expect((await found('2026-11-22T12:00:10Z', '1ms')).findings).toEqual([]);
    expect((await found('2026-11-22T12:30:00Z', '1h')).findings).toEqual([]);
  });

  test('keeps its gateway apart from others', async () => {
    const few = (folder: string, from: number) => {
      const lines = [0, 1, 2].map((index) =>
        refusedLines({ time: noon + index, number: from + index, peer: '203.0.113.9' }),
      );
      writeFileSync(join(folder, 'logs', 'gateway.log'), lines.join(''));
      return folder;
    };
    const { stdout } = await runCli([few(quiet(), 0), few(quiet(), 9), ...now, '--format', 'json']);
    expect(JSON.parse(stdout).gateways).toHaveLength(2);
    expect(JSON.parse(stdout).findings).toEqual([]);
  });
});

describe('the report', () => {
  test('never says that all is clear without saying what is blind', async () => {
    const { stdout } = await runCli([quiet(), ...now]);
    expect(stdout.split('\n', 1)[0]).toMatch(/^No findings/);
    expect(stdout).toMatch(/partly|blind/);
  });

  test('goes to a file that appears whole, and to nothing else', async () => {
    const file = join(scratch(), 'report.json');
    const { code, stdout } = await runCli([attacked(), ...now, '--format', 'json', '--output', file]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(JSON.parse(readFileSync(file, 'utf8')).schema).toBe('openclaw-audit/report@1');
    expect(readdirSync(join(file, '..'))).toEqual(['report.json']);
  });

  test('goes to a file that appears whole as events, too', async () => {
    const [file, folder] = [join(scratch(), 'events.ndjson'), attacked()];
    const { code, stdout } = await runCli(['events', folder, ...now, '--output', file]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(readFileSync(file, 'utf8')).toBe((await runCli(['events', folder, ...now])).stdout);
    expect(readdirSync(join(file, '..'))).toEqual(['events.ndjson']);
  });

  test.each([[[]], [['events']]])('of %j goes into a device, and does not take its place', async (words) => {
    const device = join(scratch(), 'device');
    symlinkSync('/dev/null', device);
    expect((await runCli([...words, attacked(), ...now, '--output', device])).code).toBe(0);
    expect(lstatSync(device).isSymbolicLink()).toBe(true);
  });

  test('that cannot take the place of a folder fails with 3', async () => {
    const { code, stderr } = await runCli([attacked(), ...now, '--output', scratch()]);
    expect(code).toBe(3);
    expect(stderr).toContain('cannot be written (EISDIR)');
  });

  test.each([[[]], [['events']], [['events', '--follow']]])(
    'of %j that cannot be written fails with 3 and leaves nothing behind',
    async (words) => {
      const { code, stderr } = await runCli([
        ...words,
        attacked(),
        ...now,
        '--output',
        '/no/such/folder/report',
      ]);
      expect(code).toBe(3);
      expect(stderr).toContain('--output: /no/such/folder/report cannot be written (ENOENT)');
      expect(existsSync('/no/such/folder')).toBe(false);
    },
  );

  test('hides what is suppressed, counts it and shows it apart', async () => {
    const config = settings("{ suppress: [{ ip: '203.0.113.0/24', reason: 'our own scanner' }] }");
    const { stdout } = await runCli([attacked(), ...now, '--format', 'json', '--config', config]);
    const report = JSON.parse(stdout);
    expect(report.findings).toEqual([]);
    expect(report.summary.suppressed).toBe(1);
    expect(report.suppressed).toMatchObject([{ suppressedBy: 'our own scanner' }]);
    const shown = await runCli([attacked(), ...now, '--config', config, '--verbose']);
    expect(shown.stdout).toContain('our own scanner');
  });

  test('follows the options of the settings file', async () => {
    const config = settings("{ detectors: { 'repeated-auth-failures': { failures: 9 } } }");
    const { stdout } = await runCli([attacked(), ...now, '--format', 'json', '--config', config]);
    expect(JSON.parse(stdout).findings).toEqual([]);
    const off = settings("{ detectors: { 'repeated-auth-failures': { enabled: false } } }");
    const { coverage } = JSON.parse(
      (await runCli([attacked(), ...now, '--format', 'json', '--config', off])).stdout,
    );
    expect(coverage.detectors.map(({ id }: { id: string }) => id)).not.toContain('repeated-auth-failures');
  });

  test('lets no control byte of a log reach the terminal', async () => {
    const userAgent = '\u001b[2J\u001b]0;owned\u0007\u009b31m\r\u202e';
    const lines = [0, 1, 2, 3, 4, 5].map((index) =>
      refusedLines({
        time: noon + index,
        number: index,
        forwardedFor: '203.0.113.66',
        userAgent,
        client: userAgent,
      }),
    );
    const folder = evidenceFolder({ 'logs/gateway.log': lines.join('') });
    for (const format of ['table', 'markdown', 'json', 'ndjson']) {
      const { stdout } = await runCli([folder, ...now, '--format', format, '--verbose']);
      expect([...stdout].filter(isDangerous)).toEqual([]);
    }
  });

  test('says that nothing was read before anything else', async () => {
    const file = join(scratch(), 'notes.json');
    writeFileSync(file, '{"a":1}');
    const { code, stdout } = await runCli([file, ...now]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Nothing was read · every detector is blind\n/);
    expect(stdout).toContain('empty, or not evidence that is known');
  });

  test('takes a word that is no path for a slip in the name of a command', async () => {
    const { code, stderr } = await runCli(['coverge']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'openclaw-audit: coverge: no such file or folder; did you mean openclaw-audit coverage?\n',
    });
  });

  test('ends without noise when its reader leaves', async () => {
    const { code, stdout } = await runCli(['schema']);
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(stdout))).toContain('openclaw-audit/report@1');
  });
});

describe('commands', () => {
  test('events prints typed events, chosen by time and entity', async () => {
    const { stdout } = await runCli([
      'events',
      attacked(),
      ...now,
      '--since',
      '2026-11-22T12:00:10Z',
      '--ip',
      '203.0.113.66',
    ]);
    const events = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events).toHaveLength(3);
    expect(events[0]).toMatchObject({
      type: 'authAttempt',
      outcome: 'failure',
      ip: '203.0.113.66',
      trust: 'recorded',
    });
    expect(events[0].source.line).toBeGreaterThan(1);
  });

  test('coverage says what is blind without any finding', async () => {
    const { code, stdout } = await runCli(['coverage', attacked(), ...now]);
    expect(code).toBe(0);
    expect(stdout).toContain('repeated-auth-failures');
    expect(stdout).not.toContain('203.0.113.66');
  });

  test('detectors lists all and explains one', async () => {
    expect((await runCli(['detectors'])).stdout).toContain('unusual-tool-use');
    expect((await runCli(['detectors', 'multi-ip-session'])).stdout).toMatch(/ignore.*\[\]/);
    expect((await runCli(['detectors', 'multi-ip'])).code).toBe(2);
  });

  test('explain shows one finding by the start of its id', async () => {
    const folder = attacked();
    const { findings } = JSON.parse((await runCli([folder, ...now, '--format', 'json'])).stdout);
    const { code, stdout } = await runCli(['explain', findings[0].id.slice(0, 8), folder, ...now]);
    expect(code).toBe(0);
    expect(stdout).toContain('203.0.113.66');
    expect((await runCli(['explain', 'ffffffff', folder, ...now])).code).toBe(2);
  });

  test('explain shows an incident with its findings by the start of its id', async () => {
    const { incidents } = JSON.parse((await runCli(['sample-logs', ...now, '--format', 'json'])).stdout);
    const [{ id, findings }] = incidents;
    const { code, stdout } = await runCli(['explain', id.slice(0, 12), 'sample-logs', ...now]);
    expect(code).toBe(0);
    for (const each of findings) expect(stdout).toContain(each);
  });

  test('the help of a command names the options that it takes, and no others', async () => {
    const { stdout } = await runCli(['config', 'check', '--help']);
    expect(stdout).toContain('--config <file>');
    expect(stdout).not.toContain('--since');
  });

  test('config check tells where it looked when there is no file', async () => {
    const { code, stdout } = await runCli(['config', 'check']);
    expect(code).toBe(0);
    expect(stdout).toContain('/etc/openclaw-audit/config.json5');
  });
});
