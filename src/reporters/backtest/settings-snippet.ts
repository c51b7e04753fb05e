import { counted } from '../counted.ts';
import { wrap } from '../layout.ts';
import type { BacktestReport, DetectorBacktest, Thresholds } from './backtest-report.ts';
import { atWorst, lostWords } from './backtest-words.ts';

type Changed = Pick<DetectorBacktest, 'id' | 'numbers'> & {
  readonly tuning: Extract<DetectorBacktest['tuning'], { kind: 'change' }>;
};

/** What to change in the settings file; null when nothing is. */
export function suggestedSettings(report: BacktestReport): {
  readonly detectors: { readonly [id: string]: Thresholds };
} | null {
  const changes = changed(report);
  if (changes.length === 0) return null;
  return { detectors: Object.fromEntries(changes.map(({ id, tuning }) => [id, tuning.to])) };
}

/** The same as JSON5, with the numbers in comments; no lines when nothing is to be changed. */
export function settingsSnippet(report: BacktestReport): readonly string[] {
  const entries = changed(report).flatMap((change) => entryLines(change, report));
  const graver = graverLines(report);
  if (entries.length + graver.length === 0) return [];
  const detectors = entries.length === 0 ? [] : ['  detectors: {', ...entries, '  },'];
  return ['{', `  // ${originOf(report)}`, ...detectors, ...graver, '}'];
}

function changed({ detectors }: BacktestReport): readonly Changed[] {
  return detectors.flatMap(({ id, numbers, tuning }) =>
    tuning.kind === 'change' ? [{ id, numbers, tuning }] : [],
  );
}

function originOf({ evidence: { days }, budget }: BacktestReport): string {
  return `${counted(days.length, 'day')} of evidence, ${days[0]} → ${days.at(-1)}; budget ${budget} a day`;
}

const commentWidth = 72;

function entryLines({ id, numbers, tuning }: Changed, { aim }: BacktestReport): readonly string[] {
  const lost = lostWords(numbers, tuning.numbers);
  const comment = [
    `${written(tuning.from)} sent ${counted(numbers.total, 'alert')}, ${atWorst(numbers, aim)};`,
    `this sends ${tuning.numbers.total}, ${atWorst(tuning.numbers, aim)}.`,
    ...(lost === '' ? [] : [`No longer told: ${lost}.`]),
  ].join(' ');
  const comments = wrap(comment, commentWidth).map((line) => `// ${line}`);
  return [...comments, `'${id}': { ${written(tuning.to)} },`].map((line) => `    ${line}`);
}

function written(thresholds: Thresholds): string {
  return Object.entries(thresholds)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}

function graverLines({ graver, aim }: BacktestReport): readonly string[] {
  if (!graver) return [];
  const { all, minSeverity } = graver;
  return [
    `  // Or, in each entry of alerts: minSeverity: '${minSeverity}'`,
    `  // (${counted(all.total, 'alert')} of all detectors, ${atWorst(all, aim)}).`,
  ];
}
