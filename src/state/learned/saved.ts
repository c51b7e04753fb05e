import { z } from 'zod';
import type { Json } from '../../model/json.ts';
import { acceptanceSchema, type Book, type Learned, markSchema } from './learned.ts';
import { type PackedHabits, packed, packedHabits, unpacked } from './packed.ts';

type SavedBook = Omit<Book, 'habits'> & PackedHabits;
type Saved = Omit<Learned, 'books'> & { readonly books: readonly SavedBook[] };

/** Of the record `learned`, version 2. */
export function savedLearned(learned: Learned): Json {
  const books = learned.books.map((book): SavedBook => ({ ...book, ...packed(book.habits) }));
  return { ...learned, books } satisfies Saved as unknown as Json;
}

/** `undefined` for what is none. */
export function readLearned(json: Json): Learned | undefined {
  const saved = schema(packedHabits).safeParse(json).data as Saved | undefined;
  return saved && unfolded(saved);
}

/** Until version 2 each version of a habit was saved whole. */
export function withPackedHabits(json: Json): Json {
  const whole = schema({ habits: wholeHabits }).safeParse(json).data as Learned | undefined;
  return whole ? savedLearned(whole) : json;
}

function unfolded(saved: Saved): Learned | undefined {
  try {
    const books = saved.books.map(({ moments, habits, ...book }) => ({
      ...book,
      habits: unpacked({ moments, habits }),
    }));
    return { ...saved, books };
  } catch {
    return undefined;
  }
}

const text = z.string();
const time = z.number();
const wholeHabits = z.array(
  z.object({
    memory: text,
    key: text,
    versions: z.array(z.object({ until: time, value: z.unknown() })).min(1),
  }),
);

function schema(habits: z.ZodRawShape) {
  const book = z.object({
    ...{ detector: text, gateway: text, options: text },
    ...{ since: time.nullable(), mark: markSchema.nullable() },
    ...habits,
  });
  return z.object({ books: z.array(book), accepted: z.array(acceptanceSchema), imports: z.array(text) });
}
