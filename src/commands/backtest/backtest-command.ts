import { type Command, InvalidArgumentError, Option } from 'commander';
import type { RawOptions } from '../options.ts';
import type { BacktestOptions } from './backtest.ts';

/** `openclaw-audit backtest [path...]` */
export function addBacktest(program: Command, options: () => RawOptions, done: (code: number) => void): void {
  const command = program
    .command('backtest [path...]')
    .description('what each detector would have sent a day, and thresholds for a budget; --since 30d')
    .addOption(budget)
    .exitOverride();
  command.copyInheritedSettings(program).action(async (paths: string[]) => {
    const { showBacktest } = await import('./backtest.ts');
    // A report shows more than alerts are sent for.
    const isGiven = program.getOptionValueSource('minSeverity') !== 'default';
    const severity = isGiven ? {} : ({ minSeverity: 'medium' } as const);
    const own = command.opts<Pick<BacktestOptions, 'budget'>>();
    done(await showBacktest(paths, { ...options(), ...severity, ...own }));
  });
}

const budget = new Option('--budget <alerts>', 'so many alerts a day of each detector are welcome')
  .argParser(wholeAlerts)
  .default(2);

const mostAlerts = 1000;

function wholeAlerts(text: string): number {
  const alerts = Number(text);
  if (/^\d{1,4}$/.test(text) && alerts <= mostAlerts) return alerts;
  throw new InvalidArgumentError(`It is a whole number from 0 to ${mostAlerts}.`);
}
