import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { install, type Surroundings } from '../../../src/commands/schedule/install.ts';
import type { Plan } from '../../../src/commands/schedule/plan.ts';
import { remove } from '../../../src/commands/schedule/remove.ts';
import type { RunCommand } from '../../../src/commands/schedule/run-command.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { systemPlan, userPlan } from './sample-plan.ts';

const files = ['openclaw-audit-daily.service', 'openclaw-audit-daily.timer', 'openclaw-audit.service'];
const works: RunCommand = async () => ({ code: 0, output: '' });

function planIn(folder: string, plan: Plan = systemPlan): Plan {
  return { ...plan, folders: { units: join(folder, 'units'), users: join(folder, 'users') } };
}

/** A machine that remembers what was run and said on it. */
function machine(run = works, hasSystemd = true) {
  const ran: string[] = [];
  const said: string[] = [];
  const warned: string[] = [];
  const surroundings: Surroundings = {
    hasSystemd,
    run: (program, words) => {
      ran.push([program, ...words].join(' '));
      return run(program, words);
    },
    say: async (text) => void said.push(text),
    warn: (text) => void warned.push(text),
  };
  return { ran, said, warned, surroundings };
}

describe('--install', () => {
  test('writes the files, shows them, and starts the follower and the timer', async () => {
    const folder = temporaryFolder();
    const { ran, said, surroundings } = machine();
    expect(await install(planIn(folder), surroundings)).toBe(0);
    expect(readdirSync(join(folder, 'units')).sort()).toEqual(files);
    expect(statSync(join(folder, 'units', 'openclaw-audit.service')).mode & 0o777).toBe(0o644);
    for (const name of files)
      expect(said.join('\n')).toContain(readFileSync(join(folder, 'units', name), 'utf8'));
    expect(ran).toEqual([
      `systemd-sysusers ${join(folder, 'users', 'openclaw-audit.conf')}`,
      'systemctl daemon-reload',
      'systemctl enable --now openclaw-audit.service openclaw-audit-daily.timer',
    ]);
  });

  test('of a user needs no root and makes no account', async () => {
    const folder = temporaryFolder();
    const { ran, surroundings } = machine();
    expect(await install(planIn(folder, userPlan), surroundings)).toBe(0);
    expect(existsSync(join(folder, 'users'))).toBe(false);
    expect(ran).toEqual([
      'systemctl --user daemon-reload',
      'systemctl --user enable --now openclaw-audit.service openclaw-audit-daily.timer',
    ]);
  });

  test('for a second time says that nothing changed, and leaves every file as it is', async () => {
    const folder = temporaryFolder();
    await install(planIn(folder), machine().surroundings);
    const before = statSync(join(folder, 'units', 'openclaw-audit.service')).ino;
    const { said, surroundings } = machine();
    expect(await install(planIn(folder), surroundings)).toBe(0);
    expect(said.at(-1)).toBe('Nothing changed: all was there already.');
    expect(statSync(join(folder, 'units', 'openclaw-audit.service')).ino).toBe(before);
  });

  test('with other options replaces what it wrote, and restarts the follower', async () => {
    const folder = temporaryFolder();
    await install(planIn(folder), machine().surroundings);
    const { ran, surroundings } = machine();
    await install({ ...planIn(folder), options: ['--min-severity', 'high'] }, surroundings);
    expect(readFileSync(join(folder, 'units', 'openclaw-audit.service'), 'utf8')).toContain(
      '--min-severity high',
    );
    expect(ran.at(-1)).toBe('systemctl restart openclaw-audit.service');
  });

  test('touches nothing when a file is there that it did not write', async () => {
    const folder = temporaryFolder();
    const foreign = join(folder, 'units', 'openclaw-audit-daily.timer');
    mkdirSync(join(folder, 'units'));
    writeFileSync(foreign, '[Timer]\nOnCalendar=hourly\n');
    const { ran, surroundings } = machine();
    await expect(install(planIn(folder), surroundings)).rejects.toMatchObject({
      code: 'USAGE',
      message: `${foreign}: not written by this command, so it stays. Nothing was installed; move it away first`,
    });
    expect(readdirSync(folder, { recursive: true })).toEqual(['units', 'units/openclaw-audit-daily.timer']);
    expect(ran).toEqual([]);
  });

  test('says which command failed and why, and what it means', async () => {
    const { ran, warned, surroundings } = machine(async (_, [word]) =>
      word === 'enable' ? { code: 1, output: 'Failed to connect to bus' } : { code: 0, output: '' },
    );
    expect(await install(planIn(temporaryFolder()), surroundings)).toBe(3);
    expect(ran.at(-1)).toContain('enable --now');
    expect(warned).toEqual([
      'the files are there, but not all is started: systemctl enable --now openclaw-audit.service openclaw-audit-daily.timer: Failed to connect to bus',
    ]);
  });
});

describe('--remove', () => {
  test('undoes an installation and says what stays', async () => {
    const folder = temporaryFolder();
    await install(planIn(folder), machine().surroundings);
    const { ran, said, surroundings } = machine();
    expect(await remove(planIn(folder), surroundings)).toBe(0);
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['units', 'users']);
    expect(ran).toEqual([
      'systemctl disable --now openclaw-audit.service openclaw-audit-daily.timer',
      'systemctl daemon-reload',
    ]);
    expect(said.at(-1)).toBe('What was learnt in /var/lib/openclaw-audit and the user openclaw-audit stays.');
  });

  test('leaves what it did not write', async () => {
    const folder = temporaryFolder();
    await install(planIn(folder), machine().surroundings);
    const edited = join(folder, 'units', 'openclaw-audit.service');
    writeFileSync(edited, '# mine now\n');
    const { ran, said, surroundings } = machine();
    expect(await remove(planIn(folder), surroundings)).toBe(0);
    expect(said).toContain(`left ${edited}: not written by this command`);
    expect(readdirSync(join(folder, 'units'))).toEqual(['openclaw-audit.service']);
    expect(ran[0]).toBe('systemctl disable --now openclaw-audit-daily.timer');
  });

  test('has nothing to do where nothing was installed', async () => {
    const { ran, said, surroundings } = machine();
    expect(await remove(planIn(temporaryFolder()), surroundings)).toBe(0);
    expect({ ran, said }).toEqual({ ran: [], said: ['Nothing to remove.'] });
  });

  test('deletes the files even when they cannot be stopped, and where there is no systemd', async () => {
    const folder = temporaryFolder();
    await install(planIn(folder), machine().surroundings);
    const { warned, surroundings } = machine(async () => ({ code: 1, output: 'no bus' }));
    expect(await remove(planIn(folder), surroundings)).toBe(3);
    expect(warned).toHaveLength(2);
    expect(readdirSync(join(folder, 'units'))).toEqual([]);
    await install(planIn(folder), machine().surroundings);
    const without = machine(works, false);
    expect(await remove(planIn(folder), without.surroundings)).toBe(0);
    expect(without.ran).toEqual([]);
  });
});
