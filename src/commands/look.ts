import type { ReporterOptions } from '../model/report.ts';
import type { RawOptions } from './options.ts';

/** How it shall look where it goes. */
export function lookOf({ color, output, utc, quiet, verbose }: RawOptions): ReporterOptions {
  const screen = output === undefined && process.stdout.isTTY;
  const { NO_COLOR, FORCE_COLOR } = process.env;
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== '0';
  return {
    color: color && !NO_COLOR && (forced || screen),
    width: screen ? Math.max(40, process.stdout.columns ?? 80) : 80,
    utc: utc ?? false,
    quiet: quiet ?? false,
    verbose: verbose ?? false,
  };
}
