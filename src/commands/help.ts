import type { Command, HelpConfiguration } from 'commander';

const places = ['profile', 'gateway', 'input', 'transcripts', 'config'];
const evidence = ['since', 'until', 'now', 'lookback', ...places];
const choice = ['detector', 'skip', 'minSeverity'];
const about = ['agent', 'session', 'channel', 'actor', 'ip', 'tool'];
const page = ['format', 'output', 'color', 'utc', 'verbose'];

/** Which of the program's options a command takes, by the words that name it; any other takes all. */
const taken = new Map<string, readonly string[]>([
  ['events', [...evidence, ...about, 'output', 'follow']],
  ['coverage', [...evidence, 'detector', 'skip', 'requireComplete', ...page]],
  ['who', [...evidence, ...about, ...page]],
  ['detectors', ['format', 'output']],
  ['schema', []],
  ['investigate', [...evidence, 'session', 'actor', 'ip', ...choice, ...page]],
  [
    'daily',
    [
      'now',
      'lookback',
      ...places,
      ...choice,
      ...about,
      'failOn',
      'requireComplete',
      'stateDir',
      ...page,
      'quiet',
    ],
  ],
  ['backtest', [...evidence, ...choice, ...about, ...page]],
  ['baseline', []],
  ['baseline learn', ['since', 'now', ...places, 'detector', 'skip', 'stateDir', ...page]],
  ['baseline show', ['gateway', 'stateDir', ...page]],
  ['baseline forget', ['gateway', 'stateDir', 'output']],
  ['baseline accept', [...evidence, ...choice, 'stateDir', 'output']],
  ['baseline export', ['stateDir', 'output']],
  ['baseline import', ['stateDir', 'output']],
  ['schedule', [...places, ...choice, ...about, 'stateDir', 'format', 'utc', 'quiet', 'verbose']],
  ['explain', [...evidence, 'stateDir', ...page]],
  ['alerts', []],
  ['alerts test', ['config']],
  ['alerts list', ['stateDir', 'format', 'output', 'utc', 'verbose']],
  ['alerts retry', ['config', 'stateDir']],
  ['config', []],
  ['config check', ['config']],
]);

/** A command's help names the options that mean something to it. */
export const help: HelpConfiguration = {
  showGlobalOptions: true,
  // Long names of commands leave little room.
  minWidthToWrap: 24,
  visibleGlobalOptions(command) {
    const [program, ...words] = pathTo(command);
    if (!program || words.length === 0) return [];
    const names = taken.get(words.map((word) => word.name()).join(' '));
    const given = program.options.filter((option) => option.attributeName() !== 'version');
    return given.filter((option) => names === undefined || names.includes(option.attributeName()));
  },
};

/** Below the help of the program. */
export const examples = `
Examples:
  openclaw-audit                      what this user's gateway left behind
  openclaw-audit --since 24h          findings of the last day
  openclaw-audit --follow             alerts as it happens
  openclaw-audit /srv/copy/openclaw   a copied state folder
  openclaw-audit explain 4377c30d     one finding, whole

Exit codes: 0 done, 1 a finding reached --fail-on, 2 wrong usage or settings or
no evidence, 3 failed while running, 4 gaps and --require-complete.`;

function pathTo(command: Command): readonly Command[] {
  return command.parent ? [...pathTo(command.parent), command] : [command];
}
