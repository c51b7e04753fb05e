import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/model/json.ts';
import { StateRecord } from '../../src/state/state-record.ts';
import { folderWith } from '../sources/temporary-folder.ts';
import { runCli } from '../support/run-cli.ts';
import { FakeSink, finding, TestDesk } from './alert-room.ts';

/** A folder with settings for one file, and one program that is not there. */
async function setUp() {
  const folder = await folderWith({});
  const path = join(folder, 'alerts.ndjson');
  const alerts = [
    { kind: 'file', path },
    { kind: 'exec', name: 'pager', command: ['/nowhere/page'] },
  ];
  const config = join(folder, 'config.json5');
  await writeFile(config, JSON.stringify({ alerts }));
  const options = ['--config', config, '--state-dir', join(folder, 'state'), '--utc'];
  const run = (...args: string[]) => runCli(['alerts', ...args, ...options]);
  return { path, run, state: join(folder, 'state') };
}

/** What a watch leaves when nobody could be reached. */
async function savedBy(...sinks: readonly FakeSink[]): Promise<Json> {
  const room = new TestDesk(sinks);
  for (const sink of sinks) sink.failure = new Error('connection refused');
  room.desk.offer(finding(1, { severity: 'critical' }));
  await room.desk.deliver();
  return { told: 'by the watch', alerts: room.saved() } as Json;
}

describe('alerts test', () => {
  test('tells each sink, says which one failed and why, and fails with it', async () => {
    const { run, path } = await setUp();
    const { stdout, code } = await run('test');
    expect(stdout.trim().split('\n').sort()).toEqual([
      'failed  pager (exec): /nowhere/page did not start: spawn /nowhere/page ENOENT',
      'ok      file',
    ]);
    expect(code).toBe(3);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ kind: 'test' });
  });

  test('tells one sink alone, and knows the nearest name', async () => {
    const { run } = await setUp();
    expect(await run('test', '--sink', 'file')).toMatchObject({ stdout: 'ok      file\n', code: 0 });
    const { stderr, code } = await run('test', '--sink', 'pagr');
    expect(stderr).toContain('the settings have no pagr; did you mean pager?');
    expect(code).toBe(2);
  });

  test('says that there is nobody to tell', async () => {
    const { stderr, code } = await runCli(['alerts', 'test']);
    expect(stderr).toContain('the settings have no alerts: nobody would be told');
    expect(code).toBe(2);
  });
});

describe('alerts list and retry', () => {
  test('show what waits, send it, and leave the rest of the state as it was', async () => {
    const { run, path, state } = await setUp();
    const record = await StateRecord.open(state, 'follow');
    await record.write(await savedBy(new FakeSink({}, 'file'), new FakeSink({}, 'pager')));
    await record.close();

    const { stdout: before } = await run('list');
    expect(before).toMatchInlineSnapshot(`
      "file: 1 alert waiting, 1 failure in a row, next try 2026-11-22 12:00:01
        waits  2026-11-22 12:00  CRITICAL A token was guessed from 198.51.100.23, 1 attempt: connection refused
      pager: 1 alert waiting, 1 failure in a row, next try 2026-11-22 12:00:01
        waits  2026-11-22 12:00  CRITICAL A token was guessed from 198.51.100.23, 1 attempt: connection refused
      "
    `);
    const { stdout, code } = await run('retry');
    expect(stdout).toBe(
      'file: 1 alert sent\n' +
        'pager: 0 alerts sent, 1 waiting, 0 given up: /nowhere/page did not start: spawn /nowhere/page ENOENT\n',
    );
    expect(code).toBe(3);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ id: finding(1).id });

    const again = await StateRecord.open(state, 'follow');
    expect(await again.read()).toMatchObject({ told: 'by the watch' });
    await again.close();
    const { stdout: after } = await run('list', '--format', 'json');
    expect(JSON.parse(after)).toMatchObject([
      { name: 'file', queued: [], givenUp: [] },
      { name: 'pager', queued: [{ kind: 'finding', severity: 'critical', attempts: 2 }] },
    ]);
  });

  test('say that a running watch tries by itself', async () => {
    const { run, state } = await setUp();
    const record = await StateRecord.open(state, 'follow');
    await record.write(await savedBy(new FakeSink({}, 'file')));
    const { stderr, code } = await run('retry');
    expect(stderr).toContain('A running --follow tries by itself');
    expect(code).not.toBe(0);
    expect((await run('list')).stdout).toContain('file: 1 alert waiting');
    await record.close();
  });

  test('have nothing to say where there was no watch', async () => {
    const { run, state } = await setUp();
    expect(await run('list')).toMatchObject({
      stdout: `No alerts in ${state}: openclaw-audit --follow keeps them there.\n`,
      code: 0,
    });
    expect(await run('retry')).toMatchObject({ code: 0 });
  });
});
