import type { Quality } from './quality.ts';
import type { Estimate } from './statistics.ts';

/** The rows as a Markdown table. */
export function qualityTable(rows: readonly Quality[]): string {
  const head = ['suite', 'TPR attacks', '… with a call after exposure', 'FPR benign', 'attempts flagged'];
  const cells = rows.map((row) => [
    row.suite,
    percent(row.attacks),
    percent(row.visibleAttacks),
    percent(row.benign),
    percent(row.attempts),
    number(row.auroc),
    number(row.lengthAuroc),
  ]);
  return table([...head, 'AUROC', 'AUROC of run length'], cells);
}

/** One row for each variant of the data: the mean of the suites. */
export function ablationTable(rows: readonly { readonly name: string; readonly macro: Quality }[]): string {
  const cells = rows.map(({ name, macro }) => [
    name,
    percent(macro.attacks),
    percent(macro.benign),
    percent(macro.attempts),
    number(macro.auroc),
  ]);
  return table(['macro', 'TPR attacks', 'FPR benign', 'attempts flagged', 'AUROC'], cells);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

function percent({ value, low, high }: Estimate): string {
  const shown = (part: number): string => (100 * part).toFixed(1);
  return Number.isNaN(value) ? '–' : `${shown(value)} % [${shown(low)}, ${shown(high)}]`;
}

function number({ value, low, high }: Estimate): string {
  return Number.isNaN(value) ? '–' : `${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
}
