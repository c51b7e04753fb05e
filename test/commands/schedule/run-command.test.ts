import { expect, test } from 'vitest';
import { runCommand } from '../../../src/commands/schedule/run-command.ts';
import { runCli } from '../../support/run-cli.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const script = (text: string) => runCommand(process.execPath, ['-e', text, '$HOME; echo no shell']);

test('a program gets its words as they are, and what it says is kept', async () => {
  expect(await script('console.log(process.argv[1]); console.error("and this")')).toEqual({
    code: 0,
    output: '$HOME; echo no shell\nand this',
  });
});

test('a program that fails says with which code', async () => {
  expect(await script('console.error("no bus"); process.exit(4)')).toEqual({ code: 4, output: 'no bus' });
});

test('a program that is not there fails like any other', async () => {
  const { code, output } = await runCommand('no-such-program-anywhere', []);
  expect(code).toBe(127);
  expect(output).toContain('ENOENT');
});

test('removing what was never installed is done at once', async () => {
  const { code, stdout } = await runCli(['schedule', '--remove', '--user'], {
    env: { XDG_CONFIG_HOME: temporaryFolder() },
  });
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'Nothing to remove.\n' });
});
