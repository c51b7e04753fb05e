import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { discover, type Surroundings } from '../../src/sources/discover.ts';
import { folderWith } from './temporary-folder.ts';

const logOfTheDay = 'openclaw-2026-11-22.log';

test("finds the default gateway's state folder and its logs in the temporary folders", async () => {
  const folder = await folderWith({
    'home/.openclaw/openclaw.json': '{}',
    'home/.openclaw/logs/commands.log': '',
    [`tmp/openclaw/${logOfTheDay}`]: '',
    'tmp/openclaw-1000/openclaw-2026-11-21.log': '',
    'tmp/openclaw/other.log': '',
  });
  const { sources, gatewayName, config } = await discover(surroundings(folder));
  expect(sources.map(({ name, kind, gateway }) => [basename(name), kind, gateway])).toEqual([
    ['commands.log', 'commands', 'openclaw'],
    ['openclaw-2026-11-21.log', 'gateway-log', 'openclaw'],
    [logOfTheDay, 'gateway-log', 'openclaw'],
  ]);
  expect([gatewayName, config]).toEqual(['openclaw', join(folder, 'home/.openclaw/openclaw.json')]);
});

test('another user finds the temporary log of the one whose gateway it is', async () => {
  const owner = process.getuid?.();
  const folder = await folderWith({
    'home/.openclaw/openclaw.json': '{}',
    [`tmp/openclaw-${owner}/${logOfTheDay}`]: '',
    [`tmp/openclaw-424243/${logOfTheDay}`]: '',
  });
  const { sources } = await discover({ ...surroundings(folder), userId: 424_242 });
  expect(sources.map(({ name }) => name)).toEqual([join(folder, `tmp/openclaw-${owner}`, logOfTheDay)]);
});

test('reads the log file that the settings name, with its archives', async () => {
  const folder = await folderWith({ 'logs/my.log': '', 'logs/my.1.log': '', 'logs/yours.log': '' });
  const home = await folderWith({
    '.openclaw/openclaw.json': `{ logging: { file: ${JSON.stringify(join(folder, 'logs/my.log'))} } }`,
  });
  const { sources, problems } = await discover({ ...surroundings(folder), home });
  expect(sources.map(({ name, gateway }) => [basename(name), gateway])).toEqual([['my.log', 'openclaw']]);
  expect(problems).toEqual([]);
});

test('says that the log file which the settings name is not there', async () => {
  const folder = await folderWith({
    'home/.openclaw/openclaw.json': "{ logging: { file: '~/logs/my.log' } }",
  });
  const { problems } = await discover(surroundings(folder));
  expect(problems).toMatchObject([{ kind: 'unreadable', name: join(folder, 'home/logs/my.log') }]);
});

test('looks where OPENCLAW_STATE_DIR says', async () => {
  const folder = await folderWith({ 'elsewhere/logs/gateway.log': '' });
  const environment = { OPENCLAW_STATE_DIR: join(folder, 'elsewhere') };
  const { gatewayName } = await discover({ ...surroundings(folder), environment });
  expect(gatewayName).toBe('elsewhere');
});

test('reads only what is of the named profile', async () => {
  const folder = await folderWith({
    'home/.openclaw-my-work/logs/gateway.log': '',
    'home/.openclaw/logs/gateway.log': '',
    [`tmp/openclaw/${logOfTheDay}`]: '',
    'tmp/openclaw/openclaw-my--work-2026-11-22.log': '',
    'tmp/openclaw/openclaw-other-2026-11-22.log': '',
  });
  const { sources } = await discover({ ...surroundings(folder), profile: 'my-work' });
  expect(sources.map(({ name }) => name.slice(folder.length + 1))).toEqual([
    'home/.openclaw-my-work/logs/gateway.log',
    'tmp/openclaw/openclaw-my--work-2026-11-22.log',
  ]);
});

test('takes logs without a profile for those of a profile that has none of its own', async () => {
  const folder = await folderWith({ [`tmp/openclaw/${logOfTheDay}`]: '' });
  const { sources } = await discover({ ...surroundings(folder), profile: 'work' });
  expect(sources).toMatchObject([{ gateway: 'openclaw-work' }]);
});

test('gives the logs of named profiles to their own gateways', async () => {
  const folder = await folderWith({
    [`tmp/openclaw/${logOfTheDay}`]: '',
    'tmp/openclaw/openclaw-work-2026-11-22.log': '',
  });
  const { sources } = await discover(surroundings(folder));
  expect(sources.map(({ gateway }) => gateway)).toEqual(['openclaw', 'openclaw-work']);
});

test('finds nothing, and says nothing, where no gateway ever ran', async () => {
  expect(await discover(surroundings(await folderWith({})))).toEqual({
    sources: [],
    ignored: [],
    problems: [],
    gateways: [],
  });
});

function surroundings(folder: string): Surroundings {
  return {
    environment: {},
    home: join(folder, 'home'),
    temporaryFolder: join(folder, 'tmp'),
    sharedLogFolder: join(folder, 'tmp/openclaw'),
    userId: 1000,
  };
}
