import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { crontabLine } from '../../../src/commands/schedule/crontab.ts';
import { dailyCommand, followCommand, type Plan, unitNames } from '../../../src/commands/schedule/plan.ts';
import { showPlan } from '../../../src/commands/schedule/show.ts';
import { unitFiles } from '../../../src/commands/schedule/unit-files.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { oddPlan, systemPlan, userPlan } from './sample-plan.ts';

const plans: readonly (readonly [string, Plan])[] = [
  ['system', systemPlan],
  ['user', userPlan],
  ['odd-names', oddPlan],
  ['profile', { ...systemPlan, profile: 'work', stateFolder: '/var/lib/openclaw-audit-profile-work' }],
];

describe.each(plans)('%s', (name, plan) => {
  test('looks like this', async () => {
    await expect(showPlan(plan)).toMatchFileSnapshot(`rendered/${name}.txt`);
  });

  const hasVerify = spawnSync('systemd-analyze', ['--version']).status === 0;
  test.runIf(hasVerify)('has nothing that systemd finds fault with', () => {
    const folder = temporaryFolder();
    const here = { ...plan, program: [process.execPath, ...plan.program.slice(1)] };
    const files = unitFiles({ ...here, folders: { units: folder, users: folder } });
    for (const { path, text } of files) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const units = files.map(({ path }) => path).filter((path) => !path.endsWith('.conf'));
    const manager = plan.scope === 'user' ? ['--user'] : [];
    const { status, stderr } = spawnSync(
      'systemd-analyze',
      [...manager, 'verify', '--man=no', '--generators=no', ...units],
      { encoding: 'utf8', env: { ...process.env, XDG_RUNTIME_DIR: folder } },
    );
    expect({ status, stderr: stderr.split('\n').filter((line) => line.includes(folder)) }).toEqual({
      status: 0,
      stderr: [],
    });
  });
});

test('each profile has units of its own, whatever it is called', () => {
  const names = [undefined, 'work', 'daily', 'daily-work'].map(unitNames);
  const all = names.flatMap(({ follower, daily }) => [follower, daily]);
  expect(new Set(all).size).toBe(all.length);
});

test('the line for cron means the same words to a shell', () => {
  const shown = 'process.stdout.write(JSON.stringify(process.argv.slice(1)))';
  const line = crontabLine({ ...oddPlan, program: [process.execPath, '-e', shown, '--'] });
  // As cron does: what follows the five fields, with \% as %.
  const command = line.split(' ').slice(5).join(' ').replaceAll(String.raw`\%`, '%');
  const { stdout } = spawnSync('/bin/sh', ['-c', command], { encoding: 'utf8' });
  expect(JSON.parse(stdout)).toEqual(dailyCommand(oddPlan).slice(oddPlan.program.length));
});

test('both read the same evidence and share the state folder', () => {
  const words = [followCommand(systemPlan), dailyCommand(systemPlan)].map((command) => command.slice(2));
  expect(words).toEqual([
    ['--follow', '--state-dir', '/var/lib/openclaw-audit', '--min-severity', 'medium'],
    ['daily', '--state-dir', '/var/lib/openclaw-audit', '--min-severity', 'medium'],
  ]);
  expect(join('/var/lib', unitNames(undefined).follower)).toBe(systemPlan.stateFolder);
});
