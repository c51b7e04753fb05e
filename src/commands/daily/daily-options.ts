import { type Command, InvalidArgumentError, Option } from 'commander';
import type { RawOptions } from '../options.ts';

/** All that `daily` takes. */
export type AllOptions = RawOptions & DailyOptions;

/** What only `daily` takes. */
export interface DailyOptions {
  readonly date?: string;
  readonly days?: number;
  readonly send?: boolean;
}

export function dailyOptions(command: Command): Command {
  return command
    .addOption(new Option('--date <day>', 'another day: 2026-11-21, today, yesterday'))
    .addOption(
      new Option('--days <number>', `so many days up to that one, at most ${mostDays}`).argParser(wholeDays),
    )
    .addOption(new Option('--send', 'send each day once to the alerts of the settings'));
}

const mostDays = 31;

function wholeDays(text: string): number {
  const days = Number(text);
  if (/^\d{1,3}$/.test(text) && days >= 1 && days <= mostDays) return days;
  throw new InvalidArgumentError(`It is a whole number from 1 to ${mostDays}.`);
}
