import type { Command } from 'commander';
import { AuditError } from './audit-error.ts';

const whileFollowing = new Set(['heartbeat', 'pollLedger']);

/** An option that would change nothing: whoever gives it relies on it. */
export function refuseIgnored(program: Command): void {
  if (program.getOptionValue('follow') === true) return;
  const ignored = program.options.find((option) => {
    const name = option.attributeName();
    return whileFollowing.has(name) && program.getOptionValueSource(name) === 'cli';
  });
  if (ignored) throw new AuditError('USAGE', `${ignored.long} goes with --follow`);
}
