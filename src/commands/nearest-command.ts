import type { Command } from 'commander';
import { nearest } from '../facts/nearest.ts';
import { AuditError } from './audit-error.ts';

/** A word that is no path may be a command with a slip in it. */
export function withNearest(
  error: unknown,
  [word, ...others]: readonly string[],
  { commands }: Command,
): unknown {
  if (!(error instanceof AuditError) || error.code !== 'NO_EVIDENCE') return error;
  if (word === undefined || others.length > 0) return error;
  const near =
    word === 'help'
      ? '--help'
      : nearest(
          word,
          commands.map((command) => command.name()),
        );
  return near ? new AuditError('USAGE', `${error.message}; did you mean openclaw-audit ${near}?`) : error;
}
