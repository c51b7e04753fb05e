import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BacktestOptions, backtestRequest } from '../../../src/commands/backtest/backtest.ts';
import { type BacktestRequest, runBacktest } from '../../../src/commands/backtest/run-backtest.ts';
import { defaultOptions } from '../../../src/commands/options.ts';
import type { BacktestReport, DetectorBacktest } from '../../../src/reporters/backtest/backtest-report.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

interface Given {
  /** A plain audit log; its lines need not be in order. */
  readonly log: string;
  readonly options?: Partial<BacktestOptions>;
  /** The settings file. */
  readonly settings?: string;
  readonly more?: Partial<BacktestRequest>;
}

export async function backtestOf({
  log,
  options,
  settings = '{}',
  more = {},
}: Given): Promise<BacktestReport> {
  const config = join(temporaryFolder(), 'config.json5');
  writeFileSync(config, settings);
  const base = { ...defaultOptions(), minSeverity: 'medium' as const, budget: 2, utc: true };
  const request = await backtestRequest([logFile(log)], { ...base, config, gateway: 'home', ...options });
  return runBacktest({ ...request, ...more });
}

export function logFile(log: string): string {
  const path = join(temporaryFolder(), 'audit.jsonl');
  const lines = log.split(/(?<=\n)/).sort((a, b) => (a < b ? -1 : 1));
  writeFileSync(path, lines.join(''));
  return path;
}

export function detectorIn({ detectors }: BacktestReport, id: string): DetectorBacktest {
  const found = detectors.find((detector) => detector.id === id);
  if (!found) throw new Error(`there is no ${id}`);
  return found;
}
