import { spawnSync } from 'node:child_process';

/** The beginning of the report of `sample-logs`, to the end of its first finding. */
export function sampleOutput(): string {
  const args = ['--import', 'tsx', 'src/cli.ts', 'sample-logs', '--now', '2026-11-22T15:00:00Z'];
  const nowhere = '/nonexistent';
  const env = { PATH: process.env.PATH, HOME: nowhere, XDG_CONFIG_HOME: nowhere, TZ: 'UTC', NO_COLOR: '1' };
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
  const end = stdout.search(/^ {2}id .*$/m);
  if (status !== 0 || end < 0) throw new Error(`sample-logs gave no finding: ${stderr}`);
  return `\`\`\`text\n${stdout.slice(0, stdout.indexOf('\n', end))}\n\`\`\``;
}
