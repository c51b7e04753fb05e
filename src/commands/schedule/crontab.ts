import { shellWord } from '../../facts/shell-word.ts';
import type { Plan } from './plan.ts';

/** For `crontab -e` of whoever may read the evidence: the daily summary, every day at seven. */
export function crontabLine({ program, paths, statedFolder, gatewayFolder, options }: Plan): string {
  const state = statedFolder === undefined ? [] : ['--state-dir', statedFolder];
  const command = [...program, 'daily', ...paths, ...state, ...options].map(shellWord);
  // Cron gives a program next to no environment.
  const found = paths.length === 0 ? [`OPENCLAW_STATE_DIR=${shellWord(gatewayFolder)}`] : [];
  // Cron reads an unescaped % as the end of the line, also between quotes.
  return ['0 7 * * *', ...found, ...command].join(' ').replaceAll('%', String.raw`\%`);
}
