import Table from 'cli-table3';
import { detectors } from '../../detectors/index.ts';
import { optionsOf } from '../config/options-of.ts';
import { nearest } from '../facts/nearest.ts';
import type { Detector } from '../model/detector.ts';
import { wrap } from '../reporters/layout.ts';
import { AuditError } from './audit-error.ts';
import { exitCodes } from './exit-codes.ts';
import type { RawOptions } from './options.ts';
import { writeOutput } from './write-output.ts';

/** `openclaw-audit detectors [id]`: the list, or one with its options. */
export async function showDetectors(id: string | undefined, options: RawOptions): Promise<number> {
  const chosen = id === undefined ? detectors : [detectorOf(id)];
  const { format } = options;
  if (format !== 'table' && format !== 'json')
    throw new AuditError('USAGE', `detectors has no --format ${format}; it has table, json`);
  const text =
    format === 'json' ? asJson(chosen) : id === undefined ? asList() : chosen.map(asPage).join('\n');
  await writeOutput(text, options.output);
  return exitCodes.done;
}

export function detectorOf(id: string): Detector {
  const found = detectors.find(({ meta }) => meta.id === id);
  if (found) return found;
  const ids = detectors.map(({ meta }) => meta.id);
  const near = nearest(id, ids);
  throw new AuditError(
    'USAGE',
    `there is no detector ${id}${near ? `; did you mean ${near}?` : '.'} There are ${ids.join(', ')}`,
  );
}

function asList(): string {
  const lines = detectors.map(({ meta }) => `${meta.id}\n${indent(wrap(meta.description, 76), '    ')}\n`);
  return `${lines.join('\n')}\nMore of one: openclaw-audit detectors <id>\n`;
}

function asPage(detector: Detector): string {
  const { id, title, description, version, status, severity, falsePositives, references } = detector.meta;
  const cited = Object.entries(references).flatMap(([name, ids]) =>
    ids.length > 0 ? [indent(wrap(`${name}: ${ids.join(', ')}`, 76), '  ')] : [],
  );
  return [
    `${id} ${version} · ${status} · at worst ${severity}`,
    title,
    '',
    ...wrap(description, 78),
    '',
    `Options, in the settings file under detectors['${id}']`,
    optionTable(detector),
    '',
    'False positives',
    ...falsePositives.map((text) => indent(wrap(text, 76), '  ')),
    '',
    'References',
    ...(cited.length > 0 ? cited : ['  none']),
    '',
  ].join('\n');
}

function optionTable(detector: Detector): string {
  const table = new Table({
    head: ['option', 'default', 'meaning'],
    style: { head: [], border: [] },
    colWidths: [18, 12, 46],
    wordWrap: true,
  });
  for (const { name, preset, meaning } of optionsOf(detector)) table.push([name, preset, meaning]);
  return table.toString();
}

function asJson(chosen: readonly Detector[]): string {
  const list = chosen.map((detector) => ({ ...detector.meta, options: optionsOf(detector) }));
  return `${JSON.stringify(list, null, 2)}\n`;
}

function indent(lines: readonly string[], by: string): string {
  return lines.map((line) => by + line).join('\n');
}
