import { Command, InvalidArgumentError, Option } from 'commander';
import { parseDuration } from '../facts/duration.ts';
import { nearest } from '../facts/nearest.ts';
import { type Severity, severities } from '../model/finding.ts';
import { fileKinds, type SourceKind } from '../model/source.ts';

/** As commander gives them; relative times are resolved when `--now` is known. */
export interface RawOptions {
  readonly since?: string;
  readonly until?: string;
  readonly now?: string;
  readonly lookback: number;
  readonly gateway?: string;
  readonly profile?: string;
  readonly input?: SourceKind;
  readonly follow?: boolean;
  readonly pollLedger?: number;
  readonly heartbeat?: number;
  readonly format: string;
  readonly output?: string;
  readonly detector: readonly string[];
  readonly skip: readonly string[];
  readonly minSeverity: Severity;
  readonly failOn?: Severity;
  readonly requireComplete?: boolean;
  readonly transcripts: boolean;
  readonly agent?: string;
  readonly session?: string;
  readonly channel?: string;
  readonly actor?: string;
  readonly ip?: string;
  readonly tool?: string;
  readonly config?: string;
  readonly stateDir?: string;
  readonly color: boolean;
  readonly utc?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** All that chooses evidence, findings and looks; the report and its sisters share it. */
export function withOptions(command: Command): Command {
  const groups = {
    'What to read:': evidenceOptions(),
    'While it happens:': followOptions(),
    'What to show:': findingOptions(),
    'How it looks:': lookOptions(),
    'Its own files:': ownOptions(),
  };
  for (const [title, options] of Object.entries(groups))
    for (const option of options) command.addOption(option.helpGroup(title));
  return command;
}

function evidenceOptions(): readonly Option[] {
  return [
    new Option('--since <when>', 'from then on: 24h, 7d, today, yesterday, 2026-11-21, 2026-11-21T09:00Z'),
    new Option('--until <when>', 'up to then'),
    new Option('--now <date-time>', 'judge relative times as of then'),
    new Option('--lookback <duration>', 'evidence read before --since to know what is usual')
      .argParser(duration)
      .default(parseDuration('7d'), '7d'),
    new Option('--gateway <name>', 'name of the gateway; default: the state folder, else the host'),
    new Option('--profile <name>', 'named profile of the gateway to look for: ~/.openclaw-<name>'),
    new Option('--input <kind>', `what the given files are: ${fileKinds.join(', ')}`).argParser(
      oneOf(fileKinds),
    ),
    new Option('--no-transcripts', 'leave transcripts closed'),
  ];
}

function followOptions(): readonly Option[] {
  return [
    new Option('--follow', 'keep reading, one line per finding as it happens'),
    new Option('--heartbeat <duration>', 'while following, say so often that the watch is on').argParser(
      duration,
    ),
    new Option(
      '--poll-ledger <duration>',
      'while following, also ask `openclaw audit --json` so often',
    ).argParser(duration),
  ];
}

function findingOptions(): readonly Option[] {
  return [
    new Option('--detector <id>', 'only this detector; repeatable').argParser(collect).default([], 'all'),
    new Option('--skip <id>', 'all but this detector; repeatable').argParser(collect).default([], 'none'),
    new Option('--min-severity <s>', `least severity shown: ${severities.join(', ')}`)
      .argParser(oneOf(severities))
      .default('low'),
    new Option('--fail-on <s>', 'exit 1 when a shown finding is at least that severe').argParser(
      oneOf(severities),
    ),
    new Option('--require-complete', 'exit 4 when the evidence has gaps'),
    new Option('--agent <id>', 'about this agent alone'),
    new Option('--session <key>', 'about this session alone'),
    new Option('--channel <name>', 'about this channel alone'),
    new Option('--actor <id>', 'about this person or agent, as channel:id'),
    new Option('--ip <address>', 'about this address alone'),
    new Option('--tool <name>', 'about this tool alone'),
  ];
}

function lookOptions(): readonly Option[] {
  return [
    new Option('--format <name>', 'table, json, ndjson, markdown').default('table'),
    new Option('--output <file>', 'write to this file, which appears when it is whole'),
    new Option('--no-color', 'no colour'),
    new Option('--utc', 'times in UTC'),
    new Option('--quiet', 'findings, and one line of coverage'),
    new Option('--verbose', 'all evidence, all steps and all sources'),
  ];
}

function ownOptions(): readonly Option[] {
  return [
    new Option('--config <file>', 'settings, instead of those in the usual places (config check names them)'),
    new Option('--state-dir <dir>', 'folder of what earlier runs learnt and where they stopped reading'),
  ];
}

function collect(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value];
}

function duration(text: string): number {
  const length = parseDuration(text);
  if (length === undefined)
    throw new InvalidArgumentError('A duration is a number with ms, s, m, h, d or w, such as 7d.');
  return length;
}

function oneOf<T extends string>(allowed: readonly T[]): (text: string) => T {
  return (text) => {
    const found = allowed.find((name) => name === text);
    if (found) return found;
    const near = nearest(text, allowed);
    throw new InvalidArgumentError(
      `${near ? `Did you mean ${near}? ` : ''}It is one of ${allowed.join(', ')}.`,
    );
  };
}

/** What the command line means when it says nothing. */
export function defaultOptions(): RawOptions {
  return withOptions(new Command()).opts<RawOptions>();
}
