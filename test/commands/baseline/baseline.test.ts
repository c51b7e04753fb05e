import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../support/run-cli.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 10, 1, 3);
const at = (time: number): string => new Date(time).toISOString();

/** One run of a nightly job, in the plain audit log. */
function run(date: number, tools: readonly string[], job = 'nightly'): readonly object[] {
  const sessionKey = `agent:main:cron:${job}:run:${date}`;
  const head = { agentId: 'main', sessionKey, runId: `${job} ${date}` };
  const time = start + date * day;
  return tools.map((tool, index) => ({
    ...{ time: at(time + index * 5000), event: 'toolExecution', ...head, tool, phase: 'start' },
    ...{ callId: `${job} ${date} ${index}`, args: { to: 'ops@example.com' } },
  }));
}

const usual = ['read', 'message'];
const past = Array.from({ length: 24 }, (_, date) => run(date, usual)).flat();
const odd = run(24, ['read', 'exec', 'message']);

/** A state folder and evidence of its own, as a shell has them. */
function machine() {
  const folder = temporaryFolder();
  const state = join(folder, 'state');
  const file = (name: string, lines: readonly object[]): string => {
    const path = join(folder, name);
    writeFileSync(path, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`);
    return path;
  };
  const now = ['--now', at(start + 26 * day), '--gateway', 'home', '--utc'];
  const cli = (...args: readonly string[]) => runCli([...args, '--state-dir', state, ...now]);
  const report = async (...args: readonly string[]) => {
    const { stdout } = await cli(...args, '--format', 'json', '--detector', 'unusual-tool-use');
    return JSON.parse(stdout) as {
      findings: { id: string; summary: string }[];
      suppressed: { suppressedBy: string }[];
    };
  };
  const other = (to: string, ...args: readonly string[]) =>
    runCli([...args, '--state-dir', join(folder, to)]);
  return { folder, state, file, cli, report, other };
}

/** A machine that has learned the past, and the path of an odd day. */
async function taught() {
  const one = machine();
  await one.cli('baseline', 'learn', one.file('past.jsonl', past));
  return { ...one, today: one.file('today.jsonl', odd) };
}

describe('a report with --state-dir', () => {
  test('without it, it neither reads nor writes learned state', async () => {
    const { today, state } = await taught();
    const before = readFileSync(join(state, 'learned.state'));
    const { stdout } = await runCli([today, '--format', 'json', '--gateway', 'home']);
    expect(JSON.parse(stdout).findings).toEqual([]);
    expect(readFileSync(join(state, 'learned.state'))).toEqual(before);
  });

  test('finds what breaks a habit that it learned, and the same when it runs again', async () => {
    const { report, today, state } = await taught();
    const first = await report(today);
    expect(first.findings.map(({ summary }) => summary)).toEqual([expect.stringContaining('used exec')]);
    const learned = readFileSync(join(state, 'learned.state'));
    expect(await report(today)).toEqual(first);
    expect(readFileSync(join(state, 'learned.state'))).toEqual(learned);
  });

  test('learns on its own, from one report to the next', async () => {
    const { report, file } = machine();
    const [earlier, today] = [file('earlier.jsonl', past), file('today.jsonl', odd)];
    await report(earlier);
    expect((await report(today)).findings).toHaveLength(1);
  });

  test('a damaged state is refused in one line, with the way out', async () => {
    const { cli, state, today } = await taught();
    writeFileSync(join(state, 'learned.state'), 'nonsense');
    const commands = [[today], ['baseline', 'show'], ['baseline', 'learn', today]];
    for (const args of commands) {
      const { code, stdout, stderr } = await cli(...args);
      expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({
        code: 2,
        stdout: '',
        lines: 1,
      });
      expect(stderr).toContain(
        'learned.state is damaged: its first line is no header. To begin anew, move it away',
      );
    }
  });

  test('no state lies in the folder of the gateway, where its agents can write', async () => {
    const { folder } = machine();
    writeFileSync(join(folder, 'openclaw.json'), '{}');
    writeFileSync(join(folder, 'audit.jsonl'), JSON.stringify(odd[0]));
    const { code, stderr } = await runCli([folder, '--state-dir', join(folder, 'state')]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('choose a folder outside') });
    expect(existsSync(join(folder, 'state', 'learned.state'))).toBe(false);
  });

  test.each([['coverage'], ['events'], ['who']])('%s keeps no state', async (command) => {
    const { cli, file } = machine();
    expect(await cli(command, file('a.jsonl', odd))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--state-dir goes with the report'),
    });
  });
});

describe('baseline learn and show', () => {
  test('say what was learned, of whom, from when to when', async () => {
    const { cli, file } = machine();
    const path = file('past.jsonl', past);
    const { code, stdout } = await cli('baseline', 'learn', path);
    expect(code).toBe(0);
    expect(stdout).toContain('Learned from 72 new events');
    expect(stdout).toContain('home · unusual-tool-use · 2 baselines · 2026-11-01 03:00:00 →');
    expect(stdout).toContain('agent:main:cron:nightly · 23 runs · message, read · home');
    expect((await cli('baseline', 'learn', path)).stdout).toContain('Learned from 0 new events');
  });

  test('what lies before --since is not learned', async () => {
    const { cli, file } = machine();
    const since = ['--since', at(start + 20 * day)];
    expect((await cli('baseline', 'learn', file('past.jsonl', past), ...since)).stdout).toContain(
      '12 new events',
    );
  });

  test('show tells of a job by its name, its key or a part of it, with no argument in clear', async () => {
    const { cli } = await taught();
    const [whole, fresh, part] = await Promise.all(
      ['agent:main:cron:nightly', 'agent:main:cron:nightly:run:7', 'nightly'].map((name) =>
        cli('baseline', 'show', name),
      ),
    );
    expect(whole?.stdout).toMatch(/^job agent:main:cron:nightly\n23 runs · agent main · gateway home/);
    expect(whole?.stdout).toContain('read → message: 23 runs');
    expect(whole?.stdout).toContain('message.to: 23 runs, never a new one');
    expect(whole?.stdout).not.toContain('ops@example.com');
    expect([fresh?.stdout, part?.stdout]).toEqual([whole?.stdout, whole?.stdout]);
  });

  test('show prints JSON as well, and no other format', async () => {
    const { cli } = await taught();
    const { stdout } = await cli('baseline', 'show', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'openclaw-audit/baseline@1',
      entities: [
        { name: 'agent:main:cron:nightly', kind: 'job', runs: 23 },
        { name: 'main', kind: 'agent' },
      ],
    });
    expect(await cli('baseline', 'show', '--format', 'markdown')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('baseline has no --format markdown'),
    });
  });

  test('hostile names are shown escaped', async () => {
    const { cli, file } = machine();
    const job = '\u001b[2J\u202eevil';
    const lines = [0, 1, 2].flatMap((date) => run(date, ['read\u0007', '__proto__'], job));
    await cli('baseline', 'learn', file('hostile.jsonl', lines));
    const { stdout } = await cli('baseline', 'show', '--verbose');
    expect(stdout).toContain('evil');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be there
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  test('an entity that nobody knows: one clear line and exit 2', async () => {
    const { cli } = await taught();
    for (const command of ['show', 'forget'])
      expect(await cli('baseline', command, 'agent:main:cron:nightyl')).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringMatching(
          /^[^\n]*nothing was learned of [^\n]*did you mean agent:main:cron:nightly\?\n$/,
        ),
      });
    expect((await machine().cli('baseline', 'show', 'x')).stderr).toContain(
      'nothing was learned of x, nor of anybody',
    );
  });
});

describe('baseline forget', () => {
  test('takes the whole name, and leaves no trace', async () => {
    const { cli, state } = await taught();
    expect(await cli('baseline', 'forget', 'nightly')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('forget takes the whole name: agent:main:cron:nightly'),
    });
    const { stdout } = await cli('baseline', 'forget', 'agent:main:cron:nightly');
    expect(stdout).toContain('forgotten: job agent:main:cron:nightly of home, 23 runs');
    expect(readFileSync(join(state, 'learned.state'), 'utf8')).not.toContain('nightly');
  });

  test('an agent goes with its jobs', async () => {
    const { cli } = await taught();
    await cli('baseline', 'forget', 'main');
    expect((await cli('baseline', 'show')).stdout).toContain('Nothing has been learned yet');
  });
});

describe('baseline accept', () => {
  test('what was accepted is counted and silent; anything else of it is told, and so is all when it is taken back', async () => {
    const { cli, report, today, file } = await taught();
    const [finding] = (await report(today)).findings;
    const id = finding?.id ?? '';
    expect(await cli('baseline', 'accept', id.slice(0, 8), today, '--reason', 'new backup')).toMatchObject({
      code: 0,
    });
    expect(await report(today)).toMatchObject({
      findings: [],
      suppressed: [{ suppressedBy: 'accepted as normal: new backup' }],
    });
    const again = file('again.jsonl', [...odd, ...run(25, ['read', 'exec', 'message'])]);
    expect((await report(again)).findings).toEqual([]);
    const worse = file('worse.jsonl', run(25, ['read', 'exec', 'browser', 'message']));
    expect((await report(worse)).findings).toHaveLength(1);
    expect((await cli('baseline', 'show')).stdout).toContain('new backup');
    await cli('baseline', 'forget', id.slice(0, 8));
    expect((await report(today)).findings).toHaveLength(1);
  });

  test.each([
    [['ffffffff', '--reason', 'x'], 'there is no finding ffffffff in this evidence'],
    [['ffffffff'], "required option '--reason <text>' not specified"],
    [['ffffffff', '--reason', ' '], '--reason: say why it is normal'],
  ])('%j is refused', async (args, why) => {
    const { cli, today } = await taught();
    const [id = '', ...others] = args;
    const { code, stderr } = await cli('baseline', 'accept', id, today, ...others);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(why) });
  });
});

describe('baseline export and import', () => {
  test('carry all to another machine, once, and out of it the same', async () => {
    const { cli, other, folder } = await taught();
    const file = join(folder, 'export.json');
    await cli('baseline', 'export', '--output', file);
    expect((await other('new', 'baseline', 'import', file)).stdout).toBe('taken in: 6 entries of home\n');
    expect((await other('new', 'baseline', 'import', file)).stdout).toBe(
      'it was taken in before: nothing changes\n',
    );
    expect((await other('new', 'baseline', 'export')).stdout).toBe(readFileSync(file, 'utf8'));
    expect((await other('new', 'baseline', 'show', 'nightly')).stdout).toContain('23 runs');
  });

  test('what is no export is refused', async () => {
    const { cli, today } = await taught();
    expect(await cli('baseline', 'import', today)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('today.jsonl cannot be taken in: it is no JSON'),
    });
    expect((await cli('baseline', 'import', '/no/such/file')).stderr).toContain(
      '/no/such/file cannot be read',
    );
  });
});

describe('what shares --state-dir', () => {
  test('daily learns what a report then knows, and leaves out what was accepted', async () => {
    const { cli, report, file } = machine();
    const lines = file('past.jsonl', past);
    await cli('daily', lines, '--days', '31');
    expect((await cli('baseline', 'show')).stdout).toContain('agent:main:cron:nightly · 23 runs');
    const today = file('today.jsonl', odd);
    const [finding] = (await report(today)).findings;
    await cli('baseline', 'accept', finding?.id ?? '', today, '--reason', 'new backup');
    const { stdout } = await cli('daily', today, '--date', '2026-11-25', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ new: [], suppressed: 1 });
  });
});
