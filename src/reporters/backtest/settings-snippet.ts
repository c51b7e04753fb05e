import { counted } from '../counted.ts';
import type { BacktestReport, DetectorBacktest, Thresholds } from './backtest-report.ts';
import { becomes, dayWord, loudness } from './backtest-words.ts';

type Changed = Pick<DetectorBacktest, 'id' | 'numbers'> & {
  readonly tuning: Extract<DetectorBacktest['tuning'], { kind: 'change' }>;
};

/** The detectors of `detectors` in the settings file; null when nothing is to be changed. */
export function suggestedSettings(report: BacktestReport): {
  readonly detectors: { readonly [id: string]: Thresholds };
} | null {
  const changes = changed(report);
  if (changes.length === 0) return null;
  return { detectors: Object.fromEntries(changes.map(({ id, tuning }) => [id, tuning.to])) };
}

/** The same as JSON5, with the numbers in comments; with nothing to change, no lines. */
export function settingsSnippet(report: BacktestReport): readonly string[] {
  const changes = changed(report);
  const graver = graverLines(report);
  if (changes.length + graver.length === 0) return [];
  const entries = changes.flatMap((change) => entryLines(change, report).map((line) => `    ${line}`));
  const detectors = entries.length === 0 ? [] : ['  detectors: {', ...entries, '  },'];
  return ['{', ...detectors, ...graver.map((line) => `  ${line}`), '}'];
}

function changed({ detectors }: BacktestReport): readonly Changed[] {
  return detectors.flatMap(({ id, numbers, tuning }) =>
    tuning.kind === 'change' ? [{ id, numbers, tuning }] : [],
  );
}

function entryLines({ id, numbers, tuning }: Changed, { aim }: BacktestReport): readonly string[] {
  const { from, to } = tuning;
  const options = Object.entries(to).map(([name, value]) => `${name}: ${value}`);
  const before = Object.entries(from).map(([name, value]) => `${name}: ${value}`);
  return [
    `// ${loudness(numbers, aim)}; with this`,
    `// ${becomes(numbers, tuning.numbers, aim)}.`,
    `'${id}': { ${options.join(', ')} }, // was ${before.join(', ')}`,
  ];
}

function graverLines({ graver, aim }: BacktestReport): readonly string[] {
  if (!graver) return [];
  const { all, minSeverity } = graver;
  return [
    `// Or, in each entry of alerts: minSeverity: '${minSeverity}'`,
    `// (of all detectors ${counted(all.total, 'alert')}, ${all[aim]} on ${dayWord(aim)}).`,
  ];
}
