import { crontabLine } from './crontab.ts';
import type { Plan } from './plan.ts';
import { unitFiles } from './unit-files.ts';

/** All files with their paths, and what to do where there is no systemd. */
export function showPlan(plan: Plan): string {
  const files = unitFiles(plan).map(({ path, text }) => `### ${path}\n\n${text}`);
  return [intro(plan), ...files, `### Without systemd: crontab -e\n\n${crontabLine(plan)}\n`].join('\n');
}

function intro({ scope }: Plan): string {
  if (scope === 'user') {
    return `# \`openclaw-audit schedule --user --install\` writes these files and starts them, --remove undoes it.
# They run while you are logged in; \`loginctl enable-linger\` lets them run always.
`;
  }
  return `# \`sudo openclaw-audit schedule --install\` writes these files and starts them, --remove undoes it.
# Without root, it is \`openclaw-audit schedule --user\`.
`;
}
