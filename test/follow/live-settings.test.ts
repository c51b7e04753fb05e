import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LiveSettings } from '../../src/commands/follow/live-settings.ts';
import { evidenceFolder } from '../support/evidence-folder.ts';

/** The settings of one gateway, with a clock of their own. */
function settingsIn(files: { readonly [path: string]: string }) {
  const folder = evidenceFolder(files);
  const clock = { now: 0 };
  const settings = new LiveSettings({ gateway: 'g', now: () => clock.now });
  const said: string[] = [];
  const look = async () => {
    clock.now += 3_000;
    const gateways = [{ name: 'home', folder, config: join(folder, 'openclaw.json') }];
    return await settings.look(gateways, ({ note }) => said.push(note));
  };
  const write = (path: string, text: string) => writeFileSync(join(folder, path), text);
  return { settings, said, look, write, bind: () => settings.configs.get('g')?.posture.bind };
}

test('settings are read at the start, and again when they change', async () => {
  const { look, write, bind } = settingsIn({ 'openclaw.json': '{ gateway: { bind: "lan" } }' });
  expect([await look(), bind()]).toEqual([true, 'lan']);
  expect([await look(), await look()]).toEqual([false, false]);
  write('openclaw.json', '{ gateway: { bind: "loopback" } }');
  expect([await look(), bind()]).toEqual([true, 'loopback']);
});

test('a file that the settings include counts as they do', async () => {
  const { look, write, bind } = settingsIn({
    'openclaw.json': '{ gateway: { $include: "gateway.json5" } }',
    'gateway.json5': '{ bind: "lan" }',
  });
  await look();
  await look();
  write('gateway.json5', '{ bind: "tailnet" }');
  expect([await look(), bind()]).toEqual([true, 'tailnet']);
});

test('what exec-approvals.json adds counts as well', async () => {
  const { look, write, settings } = settingsIn({ 'openclaw.json': '{}' });
  await look();
  await look();
  write('exec-approvals.json', '{ "version": 1, "defaults": { "security": "full" } }');
  expect(await look()).toBe(true);
  expect(settings.configs.get('g')?.posture.execApprovals).toEqual({ security: 'full' });
});

test('a broken edit leaves the last good settings in force and is said once, until they are good again', async () => {
  const { look, write, bind, said, settings } = settingsIn({
    'openclaw.json': '{ gateway: { bind: "lan" } }',
  });
  await look();
  write('openclaw.json', '{ gateway: { bind: ');
  for (let times = 0; times < 3; times++) expect(await look()).toBe(false);
  write('openclaw.json', '{ gateway: { bin');
  await look();
  expect(bind()).toBe('lan');
  expect(said).toEqual([
    'it is not JSON5: the settings of the gateway are not known; what was last read of them stays in force',
  ]);
  expect(settings.problems).toHaveLength(1);
  write('openclaw.json', '{ gateway: { bind: "auto" } }');
  expect([await look(), bind(), settings.problems.length]).toEqual([true, 'auto', 0]);
});

test('an included file that breaks leaves the whole as it was', async () => {
  const { look, write, bind, said } = settingsIn({
    'openclaw.json': '{ gateway: { $include: "gateway.json5" } }',
    'gateway.json5': '{ bind: "lan" }',
  });
  await look();
  write('gateway.json5', '{ bind: ');
  for (let times = 0; times < 3; times++) await look();
  expect(bind()).toBe('lan');
  expect(said).toHaveLength(1);
});

test('what is wrong from the start is told by the coverage, and hinders no later edit', async () => {
  const { look, write, bind, said, settings } = settingsIn({
    'openclaw.json': '{ gateway: { bind: "lan" }, tools: { $include: "gone.json5" } }',
  });
  for (let times = 0; times < 3; times++) await look();
  expect([said, settings.problems.length]).toEqual([[], 1]);
  write('openclaw.json', '{ gateway: { bind: "auto" }, tools: { $include: "gone.json5" } }');
  await look();
  expect(bind()).toBe('auto');
});
