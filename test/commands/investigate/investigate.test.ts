import { describe, expect, test } from 'vitest';
import { type InvestigateOptions, investigationOf } from '../../../src/commands/investigate/investigate.ts';
import { defaultOptions } from '../../../src/commands/options.ts';
import { investigationReporters } from '../../../src/reporters/investigation/index.ts';
import { outputSchemas } from '../../../src/reporters/json-schema.ts';
import { textWidth } from '../../../src/reporters/layout.ts';
import { evidenceFolder } from '../../support/evidence-folder.ts';
import { runCli } from '../../support/run-cli.ts';

const now = '2026-11-22T15:00:00Z';
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it looks for
const obeyed = /[\x00-\x09\x0b-\x1f\x7f-\x9f\p{Bidi_Control}]/u;
const look = { color: false, width: 80, utc: true, quiet: false, verbose: false };
const ask = (options: Partial<InvestigateOptions>, paths = ['sample-logs']) =>
  investigationOf(paths, { ...defaultOptions(), now, ...options });
const shown = (format: string, investigation: Awaited<ReturnType<typeof ask>>, verbose = false) =>
  investigationReporters[format]?.(investigation, { ...look, verbose }) ?? '';

const session = await ask({ session: 'Agent:Main:ALICE' });
const address = await ask({ ip: '::ffff:203.0.113.71' });
const nothing = await ask({ ip: '192.0.2.200' });

describe('an investigation of a session', () => {
  test('tells its findings as one incident', () => {
    expect(session.subject).toEqual({ kind: 'session', value: 'agent:main:alice' });
    const { findings, incidents, summary } = session.report;
    expect(findings.map(({ detector }) => detector)).toEqual(['cross-session-access', 'multi-ip-session']);
    expect(new Set(findings.map(({ incident }) => incident))).toEqual(new Set([incidents[0]?.id]));
    expect(summary.findings).toBe(2);
  });

  test('tells who reached it, from where it was used, and with which tools', () => {
    const { sessions, reachedSessions, addresses, tools } = session.reach;
    expect(sessions.values.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['agent:main:alice', 'agent:main:bob']),
    );
    expect(reachedSessions.values[0]).toMatchObject({ value: 'agent:main:alice' });
    expect(addresses.values.map(({ value }) => value)).toEqual(['127.0.0.201']);
    expect(tools.values.map(({ value }) => value)).toContain('sessions_history');
  });

  test('goes by time', () => {
    const times = session.timeline.map(({ time }) => time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(session.seen.first).toBeGreaterThanOrEqual(times[0] ?? Number.NaN);
  });
});

describe('the steps', () => {
  const commands = [session, address].flatMap(({ steps }) => steps.flatMap((step) => step.commands));

  test('stop, rotate, tighten, start, look again, in this order', () => {
    const all = address.steps.flatMap((step) => step.commands);
    const order = [
      'gateway stop',
      'gateway.auth.token',
      'tools.sessions',
      'gateway restart',
      'security audit',
    ];
    const places = order.map((word) => all.findIndex((command) => command.includes(word)));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test('name the ids at hand, and only commands that there are', () => {
    expect(commands).toContain('openclaw sessions export-trajectory --session-key agent:main:bob');
    expect(address.steps.map(({ text }) => text)).toContain(
      'Block 203.0.113.71 in the firewall or the proxy.',
    );
    const known =
      /^openclaw (?:gateway (?:stop|restart)|config set|devices (?:list|reject|remove)|security audit --deep|exec-policy set|audit --json|audit --run|sessions export-trajectory)\b/;
    expect(
      commands.filter((command) => !known.test(command) && !command.startsWith('openclaw-audit ')),
    ).toEqual([]);
  });
});

describe('an investigation of an address that guessed, and of a success whose line names none', () => {
  const second = (at: number): string => `2026-11-22T14:00:${String(at).padStart(2, '0')}.000Z`;
  const line = (at: number, event: string, fields: object) =>
    JSON.stringify({ time: second(at), event, ...fields });
  const guess = (at: number, ip: string) =>
    line(at, 'authAttempt', { ip, outcome: 'failure', reason: 'token_mismatch', method: 'token' });
  const device = '4bb9611388c68c00ae886a8f9edf2c752c359ad8a9785899107b45860cbc80b2';
  const paired = line(20, 'pairing', { status: 'approved', automatic: true, device });
  const guesses = Array.from({ length: 9 }, (_, index) => guess(10 + index, '127.0.0.70'));
  const early = line(1, 'pairing', { status: 'approved', automatic: true, device: 'd-early' });
  const lines = [early, guess(2, '127.0.0.71'), ...guesses, paired].join('\n');
  const askAbout = (ip: string) => ask({ ip }, [evidenceFolder({ 'audit.jsonl': lines })]);

  test('shows the success as followed, with the finding that ties it, and its device in the steps', async () => {
    const investigation = await askAbout('127.0.0.70');
    const [finding] = investigation.report.findings;
    expect(finding?.title).toBe('Guessing, then somebody got in');
    expect(investigation.timeline.filter(({ followed }) => followed)).toMatchObject([
      { type: 'pairing', time: Date.parse(second(20)), tiedBy: finding?.id },
    ]);
    expect(investigation.seen).toMatchObject({ named: 9, followed: 1 });
    expect(investigation.steps.flatMap(({ commands }) => commands)).toContain(
      `openclaw devices remove ${device}`,
    );
    const page = shown('table', investigation);
    expect(page).toContain('1 more (↳) belongs to its runs, connections, devices or');
    expect(page).toMatch(/↳ pairing .*\n +tied to it by finding [0-9a-f]{12} alone\n/);
  });

  test('does not show it to whom the finding is not about', async () => {
    const { seen, timeline } = await askAbout('127.0.0.71');
    expect(seen).toMatchObject({ named: 1, followed: 0 });
    expect(timeline).toHaveLength(1);
  });
});

describe('what the steps advise', () => {
  const time = '2026-11-21T09:15:02.120Z';
  const line = (event: string, fields: object) => JSON.stringify({ time, event, ...fields });
  const at = (ip: string, device: string, fields: object) => line('pairing', { ip, device, ...fields });
  const lines = [
    at('203.0.113.7', 'asker', { status: 'requested', requestId: 'r-1' }),
    at('203.0.113.7', 'asker', { status: 'requested', requestId: 'r-2' }),
    at('203.0.113.7', 'friend', { status: 'requested', requestId: 'r-3' }),
    line('pairing', { device: 'friend', status: 'approved' }),
    at('203.0.113.7', 'turned-away', { status: 'requested', requestId: 'r-4' }),
    line('pairing', { device: 'turned-away', status: 'rejected' }),
    line('sessionAccess', {
      ip: '203.0.113.8',
      actor: { id: '1001', channel: 'telegram' },
      action: 'turn',
      outcome: 'allowed',
      sessionKey: 'agent:main:telegram:direct:1001',
      targetSessionKey: 'label:helper',
    }),
  ];
  const folderOf = () => evidenceFolder({ 'audit.jsonl': lines.join('\n') });
  const commandsOf = async (options: Partial<InvestigateOptions>, folder = folderOf()) =>
    (await ask(options, [folder])).steps.flatMap((step) => step.commands);

  test('removes a device that was let in, and rejects what one that only asked still waits for', async () => {
    const commands = await commandsOf({ ip: '203.0.113.7' });
    expect(commands.filter((command) => /devices (?:remove|reject)/.test(command))).toEqual([
      'openclaw devices remove friend',
      'openclaw devices reject r-2',
    ]);
  });

  test('exports sessions by their keys, not by a label that is none', async () => {
    const commands = await commandsOf({ ip: '203.0.113.8' });
    expect(commands.filter((command) => command.includes('--session-key'))).toEqual([
      'openclaw sessions export-trajectory --session-key agent:main:telegram:direct:1001',
    ]);
  });

  test('looks again at the same evidence', async () => {
    const folder = folderOf();
    const commands = await commandsOf({ ip: '203.0.113.8' }, folder);
    expect(commands.at(-1)).toBe(
      `openclaw-audit investigate ${folder} --ip 203.0.113.8 --since 2026-11-22T15:00:00.000Z`,
    );
  });

  test('speaks of one address as of one', async () => {
    const { steps } = await ask({ device: 'friend' }, [folderOf()]);
    expect(steps.map(({ text }) => text)).toContain(
      'Block 203.0.113.7 in the firewall or the proxy unless it is yours.',
    );
  });

  test('is for those who know more, where nothing was found', async () => {
    const page = shown('table', await ask({ device: 'friend' }, [folderOf()]));
    expect(page).toContain('no findings about it');
    expect(page).toContain('WHAT TO DO IF YOU KNOW THAT IT WAS AN ATTACK');
  });
});

describe('its page', () => {
  test.each([
    ['session.table.txt', 'table', session],
    ['address.table.txt', 'table', address],
    ['nothing.table.txt', 'table', nothing],
  ] as const)('reads as in %s', async (file, format, investigation) => {
    const text = steady(shown(format, investigation));
    await expect(text).toMatchFileSnapshot(`rendered/${file}`);
  });

  test('keeps within 80 columns, but for commands, which are whole', () => {
    const lines = shown('table', session).split('\n');
    for (const line of lines.filter((one) => !/^ {10}openclaw/.test(one)))
      expect(textWidth(line)).toBeLessThanOrEqual(80);
  });

  test.each([session, address, nothing])('fits its schema as JSON', (investigation) => {
    const told = JSON.parse(shown('json', investigation));
    expect(outputSchemas['openclaw-audit/investigation@1'].parse(told)).toEqual(told);
  });

  test('has its commands as code in Markdown, also within a sentence', () => {
    const page = shown('markdown', address);
    expect(page).toContain('reject what still waits (`openclaw devices reject <requestId>`).');
    expect(page).toContain('`openclaw-audit coverage` says what cures it.');
  });

  test('says that nothing names it, and what could not be seen', () => {
    const page = shown('table', nothing);
    expect(page).toContain('Nothing in the evidence names it.');
    expect(page).toContain('WHAT COULD NOT BE SEEN');
    expect(page).not.toContain('WHAT TO DO');
  });
});

describe('hostile evidence', () => {
  const key = "agent:main:x\u001b[2J'; $(id) \u202e`id`\n#@owner <b>";
  const line = JSON.stringify({
    time: '2026-11-21T09:15:02.120Z',
    event: 'toolExecution',
    sessionKey: key,
    actor: { id: '10\u001b]0;01', channel: 'telegram' },
    ip: '203.0.113.7',
    device: '-rf --all-of-it',
    runId: '__proto__',
    tool: 'exec\u001b[31m',
    phase: 'end',
    outcome: 'denied',
    args: {
      path: '/etc/\u001b[2Jshadow',
      command: 'curl -H "Authorization: Bearer abcdefghijklmnop1234567890"',
    },
  });
  const hostile = () => ask({ ip: '203.0.113.7' }, [evidenceFolder({ 'audit.jsonl': line })]);

  test.each(['table', 'markdown', 'json'])('lets nothing out as %s that a terminal obeys', async (format) => {
    const investigation = await hostile();
    for (const verbose of [false, true]) {
      expect(shown(format, investigation, verbose)).not.toMatch(obeyed);
      expect(shown(format, investigation, verbose)).not.toContain('abcdefghijklmnop');
    }
  });

  test('names no id in a command that a shell or a program would read as more than an id', async () => {
    const commands = (await hostile()).steps.flatMap((step) => step.commands).join('\n');
    expect(commands).not.toMatch(/\$\(id\)|all-of-it|`/);
    expect(commands).toContain('channels.telegram.dmPolicy disabled');
  });
});

describe('on the command line', () => {
  test.each([
    [[], 'investigate takes one of --session, --ip, --actor, --device, --run, with a value'],
    [['--ip', '1.1.1.1', '--session', 'main'], 'investigate takes one of'],
    [['--device', ''], 'investigate takes one of'],
    [['--ip', 'nonsense'], '--ip: nonsense is not an address'],
    [['--ip', '1.1.1.1', '--tool', 'exec'], 'investigate takes no --agent, --channel or --tool'],
    [['--ip', '1.1.1.1', '--format', 'ndjson'], 'investigate has no --format ndjson'],
    [['--ip', '1.1.1.1', '--follow'], '--follow goes with the report'],
  ])('%j is one clear line and exit 2', async (args, message) => {
    const { code, stderr, stdout } = await runCli(['investigate', 'sample-logs', ...args]);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect([code, stdout]).toEqual([2, '']);
  });

  test('what nothing names is no error', async () => {
    const { code, stdout } = await runCli(['investigate', 'sample-logs', '--run', 'no-such-run']);
    expect(stdout).toContain('Run no-such-run\nNothing in the evidence names it.');
    expect(code).toBe(0);
  });
});

/** Without the version, and without what each detector says of its sight. */
function steady(page: string): string {
  return page
    .replace(/openclaw-audit \d+\.\d+\.\d+/, 'openclaw-audit 0.0.0')
    .replace(/\n\nWHAT COULD NOT BE SEEN\n(?: .*\n)*/, '\n');
}
