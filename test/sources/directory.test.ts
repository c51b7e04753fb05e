import { execFileSync } from 'node:child_process';
import { chmod, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { openDirectory } from '../../src/sources/directory.ts';
import type { Opened } from '../../src/sources/opened.ts';
import { folderWith, textsOf } from './temporary-folder.ts';

const recorded = join(import.meta.dirname, '../fixtures/sources/state');

test('finds the evidence of a recorded state folder, and says what each file is', async () => {
  const { sources, gatewayName, config, problems } = await openDirectory(recorded);
  expect(Object.fromEntries(sources.map(({ name, kind }) => [basename(name).slice(0, 13), kind]))).toEqual({
    '4240cd75-669c': 'transcript',
    'b930bcfd-21ed': 'transcript',
    'bc4999b0-bf26': 'transcript',
    'commands.log': 'commands',
    'config-audit.': 'config-audit',
    'gateway.log': 'gateway-log',
    'pending.json': 'paired-devices',
  });
  expect({ gatewayName, config, problems }).toEqual({
    gatewayName: 'state',
    config: join(recorded, 'openclaw.json'),
    problems: [],
  });
  expect(sources.every(({ gateway, found }) => gateway === 'state' && found)).toBe(true);
});

test('knows whose transcript a file is, and who spawned the session', async () => {
  const { sources } = await openDirectory(recorded);
  const transcripts = sources.filter(({ kind }) => kind === 'transcript');
  expect(
    transcripts.map(({ agentId, sessionKey, parentSessionKey }) => [agentId, sessionKey, parentSessionKey]),
  ).toEqual([
    [
      'main',
      'agent:main:cron:e6cd1ee1-677d-4bf1-8b9e-f72f802d35b9:run:4240cd75-669c-480a-bdce-94d332f750b9',
      undefined,
    ],
    ['main', 'agent:main:subagent:9370ed2c-de5d-479a-83ef-e21c35c1f89f', 'agent:main:bob'],
    ['main', undefined, undefined],
  ]);
});

test('lists once what it does not read, databases without their journals', async () => {
  const folder = await folderWith({
    'openclaw.json': '{}',
    'state/vectors.sqlite': '',
    'state/vectors.sqlite-wal': '',
    'state/vectors.sqlite-shm': '',
    'credentials/whatsapp/creds.json': '',
    'agents/main/sessions/sessions.json': '{}',
  });
  expect((await openDirectory(folder)).ignored).toEqual([
    'credentials/whatsapp/creds.json',
    'state/vectors.sqlite (a database that holds no evidence)',
  ]);
});

test('finds what the gateway keeps of devices, senders, jobs and allowed commands, and opens no credentials', async () => {
  const folder = await folderWith({
    'openclaw.json': '{}',
    'devices/paired.json': '{}',
    'devices/pending.json': '{}',
    'exec-approvals.json': '{}',
    'cron/runs/nightly.jsonl': '',
    'cron/jobs.json': '{}',
    'audit/file-transfer.jsonl': '',
    'credentials/telegram-pairing.json': '{}',
    'credentials/telegram-allowFrom.json': '{}',
    'credentials/oauth.json': '{}',
    'agents/main/sessions/a.jsonl.deleted.2026-11-22.abc.zst': '',
    'agents/main/sessions/b.jsonl.reset.2026-11-22T09-15-02.000Z': '',
  });
  const { sources, ignored } = await openDirectory(folder);
  expect(sources.map(({ name, kind }) => [name.slice(folder.length + 1), kind])).toEqual([
    ['agents/main/sessions/a.jsonl.deleted.2026-11-22.abc.zst', 'transcript'],
    ['agents/main/sessions/b.jsonl.reset.2026-11-22T09-15-02.000Z', 'transcript'],
    ['audit/file-transfer.jsonl', 'file-transfer'],
    ['credentials/telegram-pairing.json', 'channel-pairing'],
    ['cron/runs/nightly.jsonl', 'cron-log'],
    ['devices/paired.json', 'paired-devices'],
    ['devices/pending.json', 'paired-devices'],
    ['exec-approvals.json', 'exec-allowlist'],
  ]);
  expect(ignored).toEqual([
    'credentials/oauth.json',
    'credentials/telegram-allowFrom.json',
    'cron/jobs.json',
  ]);
});

test('believes nothing in the workspaces of a state folder: agents write there', async () => {
  const folder = await folderWith({
    'openclaw.json': '{}',
    'workspace/logs/gateway.log': '{}',
    'workspace-ops/audit-1.json': '{}',
    'agents/workspace/sessions/a.jsonl': '{}',
  });
  const { sources, ignored } = await openDirectory(folder);
  expect(sources.map(({ agentId }) => agentId)).toEqual(['workspace']);
  expect(ignored).toEqual([
    'workspace/ (not a place of evidence)',
    'workspace-ops/ (not a place of evidence)',
  ]);
});

test('reads the archives of a log as one source, older first', async () => {
  const folder = await folderWith({
    'logs/gateway.log': '{"n":3}\n',
    'logs/gateway.1.log': '{"n":2}\n',
    'logs/gateway.10.log': '{"n":0}\n',
    'logs/gateway.9.log': '{"n":1}\n',
  });
  const { sources } = await openDirectory(folder);
  expect(sources.length).toBe(1);
  expect(await readOnly({ sources })).toEqual(['{"n":0}', '{"n":1}', '{"n":2}', '{"n":3}']);
  expect(sources[0]?.gaps).toMatchObject([
    { kind: 'rotation', note: expect.stringContaining('gateway.2.log') },
  ]);
});

test('gives each line the name of the file that holds it', async () => {
  const folder = await folderWith({ 'x.log': 'b\n', 'x.1.log': 'a\n' });
  const names: string[] = [];
  for (const source of (await openDirectory(folder)).sources) {
    for await (const batch of source.read()) names.push(...batch.map(({ name }) => basename(name)));
  }
  expect(names).toEqual(['x.1.log', 'x.log']);
});

test('takes a gateway.log with console text for what its content will show', async () => {
  const folder = await folderWith({
    'logs/gateway.log': '2026-11-22T14:07:26.393Z [ws] webchat connected\n',
  });
  expect((await openDirectory(folder)).sources[0]?.kind).toBeUndefined();
});

test('takes an empty gateway.log, as after midnight, for a gateway log', async () => {
  const folder = await folderWith({ 'logs/gateway.log': '' });
  expect((await openDirectory(folder)).sources[0]?.kind).toBe('gateway-log');
});

test('leaves the kind open where a name can mean two things', async () => {
  const folder = await folderWith({
    'audit.jsonl': '',
    'audit-1.json': '',
    'proxy.log': '',
    'follow.ndjson': '',
  });
  const { sources } = await openDirectory(folder);
  expect(sources.map(({ name, kind }) => [basename(name), kind])).toEqual([
    ['audit-1.json', 'ledger'],
    ['audit.jsonl', undefined],
    ['follow.ndjson', undefined],
    ['proxy.log', undefined],
  ]);
});

test('follows links that lead in a circle once, and not out to other folders', async () => {
  const folder = await folderWith({ 'logs/gateway.log': '{"n":1}\n' });
  await symlink(folder, join(folder, 'logs', 'logs'));
  await symlink('/', join(folder, 'everything'));
  await symlink('nowhere', join(folder, 'broken'));
  await symlink(join(folder, 'logs/gateway.log'), join(folder, 'current.log'));
  const opened = await openDirectory(folder);
  expect(await readOnly(opened)).toEqual(['{"n":1}']);
  expect(opened.sources[0]?.name).toBe(join(folder, 'logs/gateway.log'));
  expect(opened.ignored).toEqual([
    'broken (it is not there)',
    'everything/ (a symbolic link to a folder, not followed)',
  ]);
});

test.skipIf(process.platform === 'win32')(
  'does not open a pipe or a socket: that could wait for ever',
  async () => {
    const folder = await folderWith({});
    execFileSync('mkfifo', [join(folder, 'gateway.log')]);
    const { sources, ignored } = await openDirectory(folder);
    expect([sources, ignored]).toEqual([[], ['gateway.log (not a regular file)']]);
  },
);

test('does not go deeper than eight folders', async () => {
  const folder = await folderWith({ 'a/b/c/d/e/f/g/h/i/x.log': '' });
  const { sources, ignored } = await openDirectory(folder);
  expect([sources, ignored]).toEqual([[], ['a/b/c/d/e/f/g/h/i/ (more than 8 folders deep)']]);
});

test.skipIf(process.getuid?.() === 0)('goes on after a folder that it may not read', async () => {
  const folder = await folderWith({ 'closed/x.log': '', 'y.log': 'y\n' });
  await chmod(join(folder, 'closed'), 0o000);
  const opened = await openDirectory(folder);
  await chmod(join(folder, 'closed'), 0o700);
  expect(await readOnly(opened)).toEqual(['y']);
  expect(opened.ignored).toEqual(['closed (permission denied)']);
  expect(opened.problems).toMatchObject([{ kind: 'unreadable' }]);
});

test('says that a broken sessions.json leaves transcripts without session keys', async () => {
  const folder = await folderWith({ 'agents/main/sessions/a.jsonl': '' });
  await writeFile(join(folder, 'agents/main/sessions/sessions.json'), '{"agent:main:main":');
  const { sources, problems } = await openDirectory(folder);
  expect(sources).toMatchObject([{ agentId: 'main', sessionId: 'a' }]);
  expect(problems).toMatchObject([{ kind: 'unreadable', note: expect.stringContaining('not JSON') }]);
});

async function readOnly({ sources }: Pick<Opened, 'sources'>): Promise<string[]> {
  const [source, ...others] = sources;
  expect(others).toEqual([]);
  return source ? await textsOf(source) : [];
}
