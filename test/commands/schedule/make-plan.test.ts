import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultOptions, type RawOptions } from '../../../src/commands/options.ts';
import { doubtsOf } from '../../../src/commands/schedule/doubts.ts';
import { type Caller, makePlan } from '../../../src/commands/schedule/make-plan.ts';
import type { Plan } from '../../../src/commands/schedule/plan.ts';
import { runCli } from '../../support/run-cli.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { systemPlan } from './sample-plan.ts';

const caller: Caller = {
  environment: {},
  home: '/root',
  gatewayHome: '/home/op',
  temporaryFolder: '/tmp',
  program: ['/usr/bin/node', '/usr/local/bin/openclaw-audit'],
};

const planned = (
  options: Partial<RawOptions> = {},
  {
    paths = [],
    scope = 'system',
    ...where
  }: Partial<Caller> & { paths?: string[]; scope?: Plan['scope'] } = {},
) => makePlan({ paths, options: { ...defaultOptions(), ...options }, scope }, { ...caller, ...where });

describe('what a schedule runs', () => {
  test('is the gateway of whoever called sudo', async () => {
    expect(await planned()).toEqual({ ...systemPlan, options: [] });
  });

  test('is what was asked for, with paths that hold anywhere', async () => {
    const options = { config: 'a.json5', profile: 'work', gateway: 'gw 1', skip: ['x'], transcripts: false };
    expect(await planned({ ...options, utc: true }, { paths: ['logs'] })).toMatchObject({
      options: [
        ...['--gateway', 'gw 1', '--profile', 'work', '--config', resolve('a.json5')],
        ...['--skip', 'x', '--no-transcripts', '--utc'],
      ],
      paths: [resolve('logs')],
      stateFolder: '/var/lib/openclaw-audit-profile-work',
      gatewayFolder: '/home/op/.openclaw-work',
      profile: 'work',
    });
  });

  test('follows the environment', async () => {
    const environment = {
      OPENCLAW_STATE_DIR: '/srv/gw',
      XDG_STATE_HOME: '/xdg/state',
      XDG_CONFIG_HOME: '/xdg/config',
    };
    expect(await planned({}, { environment, scope: 'user' })).toMatchObject({
      stateFolder: '/xdg/state/openclaw-audit',
      gatewayFolder: '/srv/gw',
      folders: { units: '/xdg/config/systemd/user' },
    });
  });

  test.each([
    [{ since: '24h' }, [], '--since has no meaning in a schedule'],
    [{ failOn: 'high' as const }, [], '--fail-on has no meaning in a schedule'],
    [{ profile: 'a/b' }, [], '--profile: a unit cannot be named after "a/b"'],
    [{}, ['-'], 'a schedule has no standard input; name a file'],
    [{}, ['a\nExecStartPre=/bin/evil'], 'a control character cannot be part of a schedule'],
    [{ stateDir: '/home/op/.openclaw/audit' }, [], 'where the watched agent can write; choose another'],
  ])('refuses %j %j', async (options, paths, message) => {
    await expect(planned(options, { paths })).rejects.toThrow(message);
  });
});

test('doubts whether it can work are said', async () => {
  const folder = temporaryFolder();
  const npx = {
    ...systemPlan,
    program: ['/usr/bin/node', '/root/.npm/_npx/1/cli.js'],
    gatewayFolder: folder,
  };
  expect(await doubtsOf(npx)).toEqual([expect.stringContaining('npm install --global openclaw-audit')]);
  const gone = join(folder, 'gone');
  expect(await doubtsOf({ ...systemPlan, gatewayFolder: gone })).toEqual([
    expect.stringContaining(`there is no gateway in ${gone}`),
  ]);
  expect(await doubtsOf({ ...systemPlan, paths: [gone, folder] })).toEqual([
    `${gone}: no such file or folder`,
  ]);
});

describe('the command', () => {
  test('prints all files, and a line for cron', async () => {
    const state = join(temporaryFolder(), '.openclaw');
    mkdirSync(state);
    const env = { OPENCLAW_STATE_DIR: state };
    const { code, stdout } = await runCli(['schedule', '--min-severity', 'high'], { env });
    expect(code).toBe(0);
    expect(stdout).toContain(
      `ExecStart=${process.execPath} ${resolve('dist/src/cli.js')} --follow --state-dir`,
    );
    expect(stdout).toContain(`0 7 * * * OPENCLAW_STATE_DIR=${state} ${process.execPath}`);
    const user = await runCli(['schedule', '--user'], { env });
    expect(user.stdout).toContain('WantedBy=default.target');
  });

  test('says that settings in a home are not those of the units', async () => {
    const home = temporaryFolder();
    mkdirSync(join(home, 'openclaw-audit'));
    writeFileSync(join(home, 'openclaw-audit', 'config.json5'), '{}');
    const { stderr } = await runCli(['schedule', '/tmp'], { env: { XDG_CONFIG_HOME: home } });
    expect(stderr).toContain(`the units do not read ${home}/openclaw-audit/config.json5`);
    expect(stderr).toContain('copy it to /etc/openclaw-audit/config.json5');
  });

  test.skipIf(existsSync('/run/systemd/system'))('says what to do where there is no systemd', async () => {
    const { code, stdout, stderr } = await runCli(['schedule', '--install', '/tmp']);
    expect(code).toBe(2);
    expect(stderr).toContain('there is no systemd here, so nothing was installed');
    expect(stdout).toMatch(/^0 7 \* \* \* \S*node\S* \S+cli\.js daily \/tmp\n$/);
  });

  test.each([
    [['--install', '--remove'], '--install or --remove, not both'],
    [['--until', 'today'], '--until has no meaning in a schedule'],
    [['--config', '/no/such/file'], 'the settings file cannot be read'],
    [['--instal'], "unknown option '--instal'"],
  ])('%j is wrong usage', async (args, message) => {
    const { code, stdout, stderr } = await runCli(['schedule', ...args]);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
