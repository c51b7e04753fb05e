import { printableJson } from '../../reporters/printable-json.ts';
import { sectionsTable } from '../../reporters/sections-table.ts';
import { peekLearned } from '../../state/learned/learned-record.ts';
import { AuditError } from '../audit-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { learnedFolder } from '../learned/learned-folder.ts';
import { lookOf } from '../look.ts';
import type { RawOptions } from '../options.ts';
import { refuseFollow } from '../request.ts';
import { writeOutput } from '../write-output.ts';
import { baselineJson, portraitJson } from './baseline-json.ts';
import { listPage, portraitPage } from './baseline-page.ts';
import { allKnown, type Known, meant } from './known.ts';
import { unknownEntity } from './unknown-entity.ts';

/** `openclaw-audit baseline show [entity]` */
export async function showBaseline(entity: string | undefined, options: RawOptions): Promise<number> {
  refuseFollow(options);
  const isJson = asJson(options);
  const learned = await peekLearned(learnedFolder(options));
  const all = allKnown(learned).filter(({ gateway }) => [undefined, gateway].includes(options.gateway));
  const text =
    entity === undefined
      ? isJson
        ? printed(baselineJson(learned, all))
        : sectionsTable(listPage(learned, all, lookOf(options)), lookOf(options))
      : portraits(found(all, entity), isJson, options);
  await writeOutput(text, options.output);
  return exitCodes.done;
}

function found(all: readonly Known[], entity: string): readonly Known[] {
  const known = meant(all, entity);
  if (known.length === 0) throw unknownEntity(entity, all);
  return known;
}

function portraits(known: readonly Known[], isJson: boolean, options: RawOptions): string {
  if (isJson) return printed(known.map(portraitJson));
  return known.map((one) => sectionsTable(portraitPage(one), lookOf(options))).join('\n');
}

function printed(value: unknown): string {
  return `${printableJson(JSON.stringify(value, null, 2))}\n`;
}

export function asJson({ format }: RawOptions): boolean {
  if (format === 'table' || format === 'json') return format === 'json';
  throw new AuditError('USAGE', `baseline has no --format ${format}; it has table, json`);
}
