import type { AuditEvent } from '../model/event.ts';

/** Each hides the lines of those before it. */
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** Whether a log of this level leaves out lines of that one. */
export function hidesLines(level: string, lines: 'info' | 'warn' | 'error'): boolean {
  return levels.indexOf(level) > levels.indexOf(lines);
}

const refused = /^(?:rejected|failed|invalid)/;

export function changesLogLevel({
  paths,
  result = '',
}: Pick<AuditEvent<'configChange'>, 'paths' | 'result'>) {
  return !refused.test(result) && paths.some((path) => path === 'logging.level' || path === 'logging');
}

/** The lines of a change, and those that were under way, still come: only later ones tell of the level after it. */
export const levelSettles = 5_000;
