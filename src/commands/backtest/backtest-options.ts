import { type Command, InvalidArgumentError, Option } from 'commander';
import type { RawOptions } from '../options.ts';

/** All that `backtest` takes. */
export type BacktestOptions = RawOptions & {
  /** Alerts a day of each detector. */
  readonly budget: number;
};

export function backtestOptions(command: Command): Command {
  return command.addOption(
    new Option('--budget <alerts>', 'so many alerts a day of each detector are welcome')
      .argParser(wholeAlerts)
      .default(2),
  );
}

const mostAlerts = 1000;

function wholeAlerts(text: string): number {
  const alerts = Number(text);
  if (/^\d{1,4}$/.test(text) && alerts <= mostAlerts) return alerts;
  throw new InvalidArgumentError(`It is a whole number from 0 to ${mostAlerts}.`);
}
