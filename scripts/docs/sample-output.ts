import { spawnSync } from 'node:child_process';

/** The coverage and the first finding: enough to see what it looks like. */
const end = '\nHIGH ';

/** What the built program says of the sample story. */
export function sampleOutput(): string {
  const args = ['dist/src/cli.js', 'sample-logs', '--utc', '--now', '2026-11-22T14:30:00Z'];
  const env = { PATH: process.env.PATH, XDG_CONFIG_HOME: '/nowhere' };
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
  const until = stdout.indexOf(end);
  if (until < 0) throw new Error(`the sample story gives no finding after the first: ${stderr}`);
  return `\`\`\`text\n${stdout.slice(0, until).trimEnd()}\n…\n\`\`\``;
}
