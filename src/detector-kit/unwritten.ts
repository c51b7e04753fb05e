import { hidesLines } from '../facts/log-level.ts';
import type { QuietLog } from '../model/coverage.ts';

/** What a detector needs of a gateway's log, by the level of its lines: `refused logins`. */
export interface NeededLines {
  readonly info?: string;
  readonly warn?: string;
  readonly error?: string;
  /** The level that shows it most; `info` unless it says otherwise. */
  readonly best?: 'info' | 'debug';
}

const lineLevels = ['error', 'warn', 'info'] as const;

/** What of it these logs leave out, since when, and what brings it back. */
export function unwritten(
  logs: readonly QuietLog[],
  needed: NeededLines,
): { readonly because: string; readonly cure: string } | undefined {
  const quiet = logs.filter((log) => lineLevels.some((lines) => needed[lines] && isHidden(lines, log)));
  const [log] = quiet;
  if (log === undefined) return undefined;
  const hidden = lineLevels.filter((lines) => needed[lines] && quiet.some((each) => isHidden(lines, each)));
  const what = hidden.map((lines) => needed[lines]).join(' and ');
  return {
    because: quiet.length === 1 ? ofOne(log, what) : ofMany(quiet, what),
    cure: log.level === null ? whatItIs : levelCure(needed.best ?? 'info'),
  };
}

/** The setting that makes a gateway write lines of this level. */
export function levelCure(level: 'info' | 'debug'): string {
  return `Set \`logging.level\` to ${level}: \`openclaw config set logging.level ${level}\`.`;
}

const whatItIs = 'Look what it is now, `openclaw config get logging.level`, or give the whole state folder.';

/** A level that is not known may hide everything. */
function isHidden(lines: 'info' | 'warn' | 'error', { level }: QuietLog): boolean {
  return level === null || hidesLines(level, lines);
}

function ofOne({ gateway, level, since }: QuietLog, what: string): string {
  const setting = `\`logging.level\`${gateway === null ? '' : ` of ${gateway}`}`;
  const time = since === null ? '' : timeText(since);
  return level === null
    ? `${setting} was changed at ${time}, to what is not known, and no line of level info came since: ${what} may be missing.`
    : `${time === '' ? '' : `Since ${time} `}${setting} is ${level}: ${what} leave no line.`;
}

function ofMany(logs: readonly QuietLog[], what: string): string {
  const names = logs.slice(0, 3).map(({ gateway }) => gateway);
  const all = logs.length > 3 ? [...names, `${logs.length - 3} more`] : names;
  return `\`logging.level\` of ${logs.length} gateways hides lines (${all.join(', ')}): ${what} may be missing.`;
}

function timeText(time: number): string {
  return Math.abs(time) <= 8.64e15
    ? `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`
    : '';
}
