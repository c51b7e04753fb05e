import { mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isInside, stateFolder } from '../../src/state/state-folder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('the state folder', () => {
  test.each([
    ['what was asked for', '/srv/state', {}, '/srv/state'],
    ['as an absolute path', 'here', { XDG_STATE_HOME: '/xdg' }, resolve('here')],
    ['in the state folder of the desktop', undefined, { XDG_STATE_HOME: '/xdg' }, '/xdg/openclaw-audit'],
    [
      'in the home when that is relative',
      undefined,
      { XDG_STATE_HOME: 'xdg' },
      '/home/op/.local/state/openclaw-audit',
    ],
    [
      'in the home when that is empty',
      undefined,
      { XDG_STATE_HOME: '' },
      '/home/op/.local/state/openclaw-audit',
    ],
    ['in the home', undefined, {}, '/home/op/.local/state/openclaw-audit'],
  ])('%s', (_, option, environment, folder) => {
    expect(stateFolder(option, environment, '/home/op')).toBe(folder);
  });

  test('inside the folder that the watched agent can write is found out, through links too', async () => {
    const folder = temporaryFolder();
    const gateway = join(folder, '.openclaw');
    mkdirSync(join(gateway, 'logs'), { recursive: true });
    symlinkSync(join(gateway, 'logs'), join(folder, 'elsewhere'));
    expect(await isInside(gateway, gateway)).toBe(true);
    expect(await isInside(join(gateway, 'not/made/yet'), gateway)).toBe(true);
    expect(await isInside(join(folder, 'elsewhere', 'audit'), gateway)).toBe(true);
    expect(await isInside(join(folder, 'audit'), gateway)).toBe(false);
    expect(await isInside(folder, gateway)).toBe(false);
    expect(await isInside(join(folder, '.openclaw-audit'), gateway)).toBe(false);
    expect(await isInside(join(folder, '..audit'), folder)).toBe(true);
    expect(await isInside(gateway, join(folder, 'no/such'))).toBe(false);
  });
});
