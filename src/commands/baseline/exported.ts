import { createHash } from 'node:crypto';
import { z } from 'zod';
import { detectors } from '../../../detectors/index.ts';
import type { Json } from '../../model/json.ts';
import type { LearnedMemory } from '../../model/learning.ts';
import { compareText } from '../../sources/compare-text.ts';
import {
  type Acceptance,
  acceptanceSchema,
  type Book,
  type Habit,
  type Learned,
  markSchema,
} from '../../state/learned/learned.ts';

const schema = 'openclaw-audit/learned@1';

/** What one machine learned, for another. */
export interface Exported {
  readonly schema: typeof schema;
  /** Of the content: the same is not taken in twice, and what was cut or changed is noticed. */
  readonly id: string;
  readonly books: readonly Omit<Book, 'options'>[];
  readonly accepted: readonly Acceptance[];
}

export function exportedOf({ books, accepted }: Learned): Exported {
  const content = { books: books.map(atRest).sort(byName), accepted };
  return { schema, id: idOf(content), ...content };
}

/** The text of a file, or a sentence about what is wrong with it. */
export function readExported(text: string): Exported | string {
  const json = jsonOf(text);
  if (json === undefined) return 'it is no JSON';
  const head = z.looseObject({ schema: z.string(), id: z.string() }).safeParse(json).data;
  if (!head?.schema.startsWith('openclaw-audit/learned@')) return 'it is no export of a baseline';
  if (head.schema !== schema) return `it is ${head.schema}, and this openclaw-audit knows ${schema}`;
  const { data, error } = shape.safeParse(json);
  if (!data) return problemOf(error);
  if (idOf(json as unknown as Exported) !== head.id)
    return 'it was changed or cut since it was written: its id does not fit';
  return data as unknown as Exported;
}

/** The memories of a detector, by name. */
export function memoriesOf(detector: string): { readonly [memory: string]: LearnedMemory } {
  return detectors.find(({ meta }) => meta.id === detector)?.learning?.memories ?? {};
}

function atRest({ detector, gateway, since, mark, habits }: Book): Exported['books'][number] {
  const memories = memoriesOf(detector);
  const rested = habits.flatMap(({ memory, key, versions }): readonly Habit[] => {
    const { rest } = memories[memory] ?? {};
    if (!rest) return [];
    return [{ memory, key, versions: versions.map(({ until, value }) => ({ until, value: rest(value) })) }];
  });
  return { detector, gateway, since, mark, habits: rested };
}

type Named = Pick<Book, 'detector' | 'gateway'>;

function byName(one: Named, other: Named): number {
  return compareText(one.detector, other.detector) || compareText(one.gateway, other.gateway);
}

function idOf({ books, accepted }: Pick<Exported, 'books' | 'accepted'>): string {
  return createHash('sha256').update(JSON.stringify({ books, accepted })).digest('hex');
}

function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

const name = z.string().max(4096);
const habit = z.object({
  memory: name,
  key: name,
  versions: z
    .array(z.object({ until: z.number(), value: z.unknown() }))
    .min(1)
    .max(64),
});
const book = z
  .object({
    ...{ detector: name, gateway: name, since: z.number().nullable(), mark: markSchema.nullable() },
    habits: z.array(habit),
  })
  .superRefine(({ detector, gateway, habits }, context) => {
    for (const [index, { memory, key, versions }] of habits.entries()) {
      const path = ['habits', index];
      const known = memoriesOf(detector)[memory];
      if (!known)
        context.addIssue({ code: 'custom', path, message: `there is no memory ${memory} of ${detector}` });
      else if (key !== gateway && !key.startsWith(`${gateway}\n`))
        context.addIssue({ code: 'custom', path, message: `it is not of ${gateway}` });
      else for (const { value } of versions) addIssues(known.schema.safeParse(value).error, path, context);
    }
  });
const shape = z.object({
  schema: z.string(),
  id: z.string(),
  books: z.array(book),
  accepted: z.array(acceptanceSchema).max(1000),
});

function addIssues(error: z.ZodError | undefined, path: (string | number)[], context: z.RefinementCtx): void {
  for (const { path: inner, message } of error?.issues.slice(0, 3) ?? [])
    context.addIssue({ code: 'custom', path: [...path, ...inner], message });
}

function problemOf(error: z.ZodError): string {
  const [first, ...others] = error.issues;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  return `${first?.path.join('.') ?? ''}: ${first?.message ?? 'it does not fit'}${more}`;
}
