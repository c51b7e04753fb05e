import { link, mkdir, rename, symlink, utimes } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openPaths } from '../../src/sources/open-paths.ts';
import { asStream, folderWith, textsOf } from './temporary-folder.ts';

test('refuses a path that is not there, and names it', async () => {
  await expect(openPaths(['/nowhere/x.log'])).rejects.toMatchObject({
    code: 'MISSING',
    path: '/nowhere/x.log',
    message: expect.stringContaining('/nowhere/x.log'),
  });
});

test('reads a file once that was given twice, by a link, and by two spellings', async () => {
  const folder = await folderWith({ 'x.log': 'one\n' });
  const path = join(folder, 'x.log');
  await symlink(path, join(folder, 'link'));
  await link(path, join(folder, 'y.log'));
  const { sources } = await openPaths([
    path,
    join(folder, 'link'),
    path,
    relative('.', path),
    join(folder, 'y.log'),
  ]);
  expect(sources.map(({ name }) => basename(name))).toEqual(['x.log']);
});

test('makes one source of the files of a rotation set that were given one by one', async () => {
  const folder = await folderWith({ 'x.log': 'b\n', 'x.1.log': 'a\n' });
  const { sources } = await openPaths([join(folder, 'x.log'), join(folder, 'x.1.log')]);
  expect(sources.map(({ name, found }) => [basename(name), found])).toEqual([['x.log', undefined]]);
  for (const source of sources) expect(await textsOf(source)).toEqual(['a', 'b']);
});

test('gives the same sources in the same order, whatever the order of the paths', async () => {
  const folder = await folderWith({
    'home/logs/gateway.log': '{}\n',
    'home/agents/main/sessions/s.jsonl': '{}\n',
    'cli/audit-1.json': '{}',
    'cli/audit-2.json': '{}',
  });
  const paths = ['home', 'home/logs', 'cli/audit-1.json', 'cli/audit-2.json'].map((path) =>
    join(folder, path),
  );
  const expected = await describePaths(paths);
  expect(expected.names.length).toBe(4);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(paths, { minLength: 4 }), async (shuffled) => {
      expect(await describePaths(shuffled)).toEqual(expected);
    }),
    { numRuns: 10 },
  );
});

test('gives a file that lies nowhere the one gateway there is', async () => {
  const folder = await folderWith({ '.openclaw-work/openclaw.json': '{}', 'audit-1.json': '{}' });
  const { sources, gatewayName } = await openPaths([
    join(folder, '.openclaw-work'),
    join(folder, 'audit-1.json'),
  ]);
  expect([gatewayName, sources[0]?.gateway]).toEqual(['openclaw-work', 'openclaw-work']);
});

test('tells two state folders of the same name apart by the folders they lie in', async () => {
  const folder = await folderWith({ 'a/home/logs/gateway.log': '', 'b/home/logs/gateway.log': '' });
  const { sources, gatewayName } = await openPaths([join(folder, 'b/home'), join(folder, 'a/home')]);
  expect(sources.map(({ gateway }) => gateway)).toEqual(['a/home', 'b/home']);
  expect(gatewayName).toBeUndefined();
});

test('names the gateway of a single file, and whose transcript it is, by its place', async () => {
  const folder = await folderWith({
    '.openclaw/openclaw.json': '{}',
    '.openclaw/agents/main/sessions/s-topic-7.jsonl': '',
    '.openclaw/agents/main/sessions/sessions.json': '{"agent:main:main":{"sessionId":"s"}}',
  });
  const { sources } = await openPaths([join(folder, '.openclaw/agents/main/sessions/s-topic-7.jsonl')]);
  expect(sources).toMatchObject([
    {
      kind: 'transcript',
      agentId: 'main',
      sessionId: 's',
      sessionKey: 'agent:main:main',
      gateway: 'openclaw',
    },
  ]);
});

test('reads one of a plain and a compressed copy, and says which not', async () => {
  const folder = await folderWith({ 'x.1.log': 'a\n', 'x.1.log.gz': gzipSync('a\n'), 'x.log': 'b\n' });
  const { sources, ignored } = await openPaths([folder]);
  for (const source of sources) expect(await textsOf(source)).toEqual(['a', 'b']);
  expect(ignored).toEqual(['x.1.log.gz (the same records as x.1.log)']);
});

test('reads both when a plain and a compressed archive of one number differ', async () => {
  const folder = await folderWith({ 'x.1.log': 'b\n', 'x.1.log.gz': gzipSync('a\n') });
  const { sources } = await openPaths([folder]);
  for (const source of sources) expect(await textsOf(source)).toEqual(['a', 'b']);
});

test('leaves files closed that were last written before the oldest time, and counts them', async () => {
  const folder = await folderWith({ 'x.log': 'b\n', 'x.1.log': 'a\n', 'y.log': '' });
  await utimes(join(folder, 'x.1.log'), 1000, 1000);
  await utimes(join(folder, 'y.log'), 1000, 1000);
  const { sources, ignored } = await openPaths([folder], { oldest: 2_000_000 });
  expect(sources.map(({ name }) => basename(name))).toEqual(['x.log']);
  expect(ignored).toEqual(['2 files last written before 1970-01-01T00:33:20.000Z, not opened']);
});

test('leaves transcripts closed when told to, and counts them', async () => {
  const folder = await folderWith({ 'agents/main/sessions/s.jsonl': '', 'logs/gateway.log': '' });
  const { sources, ignored } = await openPaths([folder], { transcripts: false });
  expect(sources.map(({ kind }) => kind)).toEqual(['gateway-log']);
  expect(ignored).toEqual(['1 transcripts, left closed']);
});

test('reads standard input, plain or gzip', async () => {
  const { sources } = await openPaths(['-', '-'], { standardInput: asStream([gzipSync('one\ntwo')]) });
  expect(sources.map(({ name }) => name)).toEqual(['-']);
  for (const source of sources) expect(await textsOf(source)).toEqual(['one', 'two']);
});

test('gives the same lines when a source is read twice, and its gaps once', async () => {
  const folder = await folderWith({ 'x.log.gz': gzipSync('one\ntwo\n').subarray(0, 20) });
  const { sources } = await openPaths([folder]);
  for (const source of sources) {
    expect(await textsOf(source)).toEqual(await textsOf(source));
    expect(source.gaps.map(({ kind }) => kind)).toEqual(['truncated']);
  }
  expect(sources.length).toBe(1);
});

test('makes a gap of a file that vanished after it was found', async () => {
  const folder = await folderWith({ 'x.log': 'a\n', 'y.log': 'b\n' });
  const { sources } = await openPaths([folder]);
  await mkdir(join(folder, 'elsewhere'));
  await rename(join(folder, 'x.log'), join(folder, 'elsewhere/x.log'));
  const texts = await Promise.all(sources.map(textsOf));
  expect(texts).toEqual([[], ['b']]);
  expect(sources.map(({ gaps }) => gaps.length)).toEqual([1, 0]);
});

async function describePaths(
  paths: readonly string[],
): Promise<{ names: string[]; ignored: readonly string[] }> {
  const { sources, ignored } = await openPaths(paths);
  return { names: sources.map(({ name, kind, gateway }) => `${name} ${kind} ${gateway}`), ignored };
}
