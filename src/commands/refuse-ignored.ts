import type { Command, Option } from 'commander';
import { AuditError } from './audit-error.ts';
import { commandWords } from './command-words.ts';
import { takenOptions } from './taken-options.ts';

/** An option that would change nothing is refused: whoever gives it relies on it. */
export function refuseIgnored(program: Command, command: Command): void {
  const words = commandWords(command);
  const given = program.options.filter((option) => isGiven(program, option));
  const ignored = given.find((option) => isIgnored(program, words, option));
  if (ignored) throw new AuditError('USAGE', refusal(words, ignored));
}

function isGiven(program: Command, option: Option): boolean {
  return program.getOptionValueSource(option.attributeName()) === 'cli';
}

const whileFollowing = new Set(['heartbeat', 'pollLedger']);

/** What people give to all commands alike, and what commands refuse in their own words. */
const everywhere = new Set([
  'now',
  'gateway',
  'config',
  'color',
  'utc',
  'quiet',
  'verbose',
  'follow',
  'stateDir',
]);
const refusedBy = new Map<string, readonly string[]>([
  ['daily', ['since', 'until']],
  ['investigate', ['agent', 'channel', 'tool']],
  ['schedule', ['since', 'until', 'now', 'output', 'failOn', 'requireComplete']],
]);

/** All that a report takes means the same to these. */
const asTheReport = new Set(['events', 'explain']);

function isIgnored(program: Command, words: string, option: Option): boolean {
  const name = option.attributeName();
  const follows = program.getOptionValue('follow') === true;
  if (whileFollowing.has(name) && !follows) return true;
  const taken = takenOptions.get(words);
  if (taken === undefined || taken.includes(name) || everywhere.has(name)) return false;
  if (words === 'events' && name === 'format') return program.getOptionValue(name) !== 'ndjson';
  if (asTheReport.has(words)) return whileFollowing.has(name);
  return !refusedBy.get(words)?.includes(name);
}

function refusal(words: string, option: Option): string {
  const name = option.attributeName();
  if (words === 'events' && name === 'format') return 'events are NDJSON: they take no other --format';
  const follows = words === '' || takenOptions.get(words)?.includes(name);
  return follows ? `${option.long} goes with --follow` : `${words} takes no ${option.long}`;
}
