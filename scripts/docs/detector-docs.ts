import { optionsOf } from '../../src/config/options-of.ts';
import type { Detector } from '../../src/model/detector.ts';
import { linksOf } from './reference-links.ts';

/** The head of a detector's README. */
export function detectorHead(detector: Detector): string {
  const { title, description, id, severity, status, references } = detector.meta;
  return [
    `# ${title}`,
    description,
    `\`${id}\` · up to **${severity}** · ${status}`,
    ...linksOf(references),
    optionTable(detector),
  ].join('\n\n');
}

/** The list of detectors in the README. */
export function detectorTable(detectors: readonly Detector[]): string {
  const rows = detectors.map(({ meta: { id, description, severity } }) => [
    `[\`${id}\`](detectors/${id}/README.md)`,
    description,
    severity,
  ]);
  return table(['detector', 'what it reports', 'up to'], rows);
}

function optionTable(detector: Detector): string {
  const rows = optionsOf(detector).map(({ name, preset, meaning }) => [
    `\`${name}\``,
    `\`${preset}\``,
    meaning,
  ]);
  return rows.length > 0 ? table(['option', 'default', 'meaning'], rows) : 'It has no options.';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
