import { shellWord } from '../../facts/shell-word.ts';

/** For `crontab -e`: every day at seven. */
export function crontabLine(command: readonly string[]): string {
  // Cron reads an unescaped % as the end of the line, also between quotes.
  return `0 7 * * *  ${command.map(shellWord).join(' ').replaceAll('%', String.raw`\%`)}`;
}
