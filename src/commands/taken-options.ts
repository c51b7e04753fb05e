const places = ['profile', 'gateway', 'input', 'transcripts', 'config'];
const evidence = ['since', 'until', 'now', 'lookback', ...places];
const choice = ['detector', 'skip', 'minSeverity'];
const about = ['agent', 'session', 'channel', 'actor', 'ip', 'tool'];
const page = ['format', 'output', 'color', 'utc', 'verbose'];

/** Which of the program's options a command takes, by the words that name it; any other takes all. */
export const takenOptions: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['events', [...evidence, ...about, 'output', 'follow', 'pollLedger']],
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
