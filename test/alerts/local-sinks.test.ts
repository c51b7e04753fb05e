import { chmod, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../sources/temporary-folder.ts';
import { finding, sinksOf, TestDesk } from './alert-room.ts';

/** A program that writes down its arguments, its input and its environment. */
const witness = `
  const { appendFileSync, readFileSync } = require('node:fs');
  const [file, ...args] = process.argv.slice(2);
  appendFileSync(file, JSON.stringify({ args, input: readFileSync(0, 'utf8'), env: process.env }) + '\\n');
`;

describe('file', () => {
  test('gets a line of JSON for each, for its owner alone, also after it was rotated', async () => {
    const path = join(await folderWith({}), 'alerts.ndjson');
    const room = new TestDesk(sinksOf([{ kind: 'file', path }]));
    room.desk.offer(finding(1, { title: 'a\nb\u2028c\u009b' }));
    await room.desk.deliver();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await rename(path, `${path}.1`);
    room.desk.offer(finding(2));
    await room.desk.deliver();
    const lines = (await readFile(`${path}.1`, 'utf8')).split('\n');
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ kind: 'finding', id: finding(1).id });
    expect(lines[0]).not.toMatch(/[\u2028\u009b]/);
    expect(await readFile(path, 'utf8')).toContain(finding(2).id);
  });

  test('that cannot be written is tried again', async () => {
    const folder = await folderWith({});
    const path = join(folder, 'later', 'alerts.ndjson');
    const room = new TestDesk(sinksOf([{ kind: 'file', path }]));
    room.desk.offer(finding(1));
    await room.desk.deliver();
    expect(room.desk.figures[0]?.lastError).toContain('ENOENT');
  });
});

describe.skipIf(process.platform === 'win32')('programs', () => {
  test('get the finding on standard input, their arguments as they are, and no secret of others', async () => {
    const folder = await folderWith({ 'witness.cjs': witness });
    const out = join(folder, 'out');
    const command = [process.execPath, join(folder, 'witness.cjs'), out, '$(touch x) `id`; "'];
    const env = { PATH: process.env.PATH, SLACK_URL: 'secret', PAGER_KEY: 'mine' };
    const room = new TestDesk(
      sinksOf([{ kind: 'exec', command, timeout: '30s', env: ['PAGER_KEY'] }], { env }),
    );
    room.desk.offer(finding(1));
    await room.desk.deliver();
    const told = JSON.parse(await readFile(out, 'utf8'));
    expect(told.args).toEqual(['$(touch x) `id`; "']);
    expect(JSON.parse(told.input)).toMatchObject({ kind: 'finding', id: finding(1).id });
    expect(told.env).toMatchObject({ PAGER_KEY: 'mine' });
    expect(told.env).not.toHaveProperty('SLACK_URL');
  });

  const failing = async (script: string, timeout = '30s') => {
    const command = [process.execPath, '-e', script];
    const room = new TestDesk(sinksOf([{ kind: 'exec', command, timeout }], { env: process.env }));
    room.desk.offer(finding(1));
    await room.desk.deliver();
    return room.desk.figures[0];
  };

  test('that fail, or talk much, are tried again', async () => {
    const script = 'process.stderr.write("no\\u001b route\\n" + "x".repeat(1e6), () => process.exit(3))';
    const { queued, lastError } = (await failing(script)) ?? {};
    expect(queued).toBe(1);
    expect(lastError).toMatch(/ ended with 3: no.? route x{1,100}/);
  });

  test('that do not end are ended, with what they started', async () => {
    const folder = await folderWith({});
    const alive = join(folder, 'alive');
    const child = `require('child_process').spawn(process.execPath, ['-e', "setInterval(() => {}, 1000)"], { stdio: 'inherit' })`;
    const script = `process.on('SIGTERM', () => {}); require('fs').writeFileSync(${JSON.stringify(alive)}, String(${child}.pid)); setInterval(() => {}, 1000)`;
    const { lastError } = (await failing(script, '2s')) ?? {};
    expect(lastError).toMatch(/ did not end within 2000ms/);
    const pid = Number(await readFile(alive, 'utf8'));
    await expect.poll(() => isRunning(pid), { timeout: 20_000 }).toBe(false);
  });

  test('that are not there say so', async () => {
    const room = new TestDesk(sinksOf([{ kind: 'exec', command: ['/nowhere/at/all'] }]));
    room.desk.offer(finding(1));
    await room.desk.deliver();
    expect(room.desk.figures[0]?.lastError).toBe(
      '/nowhere/at/all did not start: spawn /nowhere/at/all ENOENT',
    );
  });

  test('openclaw gets a message that no value of it can turn into an option or markup', async () => {
    const folder = await folderWith({ 'witness.cjs': witness });
    const out = join(folder, 'out');
    const wrapper = join(folder, 'openclaw');
    await writeFile(wrapper, `#!/bin/sh\nexec '${process.execPath}' '${folder}/witness.cjs' '${out}' "$@"\n`);
    await chmod(wrapper, 0o700);
    const room = new TestDesk(
      sinksOf([{ kind: 'openclaw', command: [wrapper], channel: 'telegram', target: '-1001', thread: '7' }]),
    );
    room.desk.offer(finding(1, { title: '--dry-run ``` @all', severity: 'high' }));
    await room.desk.deliver();
    const { args } = JSON.parse(await readFile(out, 'utf8')) as { args: string[] };
    expect(args.slice(0, -1)).toEqual([
      'message',
      'send',
      '--channel=telegram',
      '--target=-1001',
      '--thread-id=7',
    ]);
    expect(args.at(-1)).toMatch(/^--message=```\nHIGH --dry-run ''' @all\n[^`]*\n```$/);
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
