import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The beginning of the report of `sample-logs`, to the end of its first finding. */
export function sampleOutput(): string {
  const output = run(['sample-logs', '--now', '2026-11-22T15:00:00Z']);
  const end = output.search(/^ {2}id .*$/m);
  if (end < 0) throw new Error('sample-logs gave no finding');
  return fenced(output.slice(0, output.indexOf('\n', end)));
}

/** The day of `sample-logs`, with what is worst. */
export function dailyOutput(): string {
  const state = mkdtempSync(join(tmpdir(), 'openclaw-audit-docs-'));
  try {
    const args = ['daily', 'sample-logs', '--now', '2026-11-23T07:00:00Z', '--min-severity', 'high'];
    return fenced(run([...args, '--state-dir', state]).trimEnd());
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

function run(args: readonly string[]): string {
  const nowhere = '/nonexistent';
  const env = { PATH: process.env.PATH, HOME: nowhere, XDG_CONFIG_HOME: nowhere, TZ: 'UTC', NO_COLOR: '1' };
  const command = ['--import', 'tsx', 'src/cli.ts', ...args];
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${args.join(' ')} failed: ${stderr}`);
  return stdout;
}

function fenced(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}
