import type { Command } from 'commander';
import type { RawOptions } from '../options.ts';

const load = {
  test: async () => (await import('./test-alerts.ts')).testAlerts,
  list: async () => (await import('./list-alerts.ts')).listAlerts,
  retry: async () => (await import('./retry-alerts.ts')).retryAlerts,
};

/** `openclaw-audit alerts test|list|retry` */
export function addAlerts(program: Command, options: () => RawOptions, done: (code: number) => void): void {
  const alerts = program.command('alerts').description('where findings are told').exitOverride();
  const test = alerts
    .command('test')
    .description('sends a test to each sink of the settings, now')
    .option('--sink <name>', 'to this one alone');
  test
    .exitOverride()
    .action(async () => done(await (await load.test())(options(), test.opts<{ readonly sink?: string }>())));
  alerts
    .command('list')
    .description('what waits to be told, and what was given up')
    .exitOverride()
    .action(async () => done(await (await load.list())(options())));
  alerts
    .command('retry')
    .description('tries again what waits and what was given up')
    .exitOverride()
    .action(async () => done(await (await load.retry())(options())));
}
