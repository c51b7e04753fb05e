import { detectors } from '../../../detectors/index.ts';
import { canonicalSessionKey, parseSessionKey, principalOf } from '../../facts/session-key.ts';
import type { Json } from '../../model/json.ts';
import type { Portrait } from '../../model/learning.ts';
import { compareText } from '../../sources/compare-text.ts';
import type { Book, Learned } from '../../state/learned/learned.ts';
import { latest } from '../../state/learned/versions.ts';

/** Somebody that a detector has learned of. */
export interface Known {
  readonly detector: string;
  readonly gateway: string;
  readonly name: string;
  readonly portrait: Portrait;
}

/** All of whom something was learned, who did most first. */
export function allKnown({ books }: Pick<Learned, 'books'>): readonly Known[] {
  const known = books.flatMap((book) =>
    [...entriesByName(book)].flatMap(([name, entries]) => knownOf(book, name, entries)),
  );
  return known.sort(
    (one, other) => other.portrait.runs - one.portrait.runs || compareText(one.name, other.name),
  );
}

/** Those that somebody may mean by that word. */
export function meant(known: readonly Known[], word: string): readonly Known[] {
  const exact = known.filter(({ name }) => isCalled(name, word));
  return exact.length > 0 ? exact : known.filter(({ name }) => name.endsWith(`:${word.toLowerCase()}`));
}

/** By name, what each memory of the book holds under it. What has no name is the gateway's. */
export function entriesByName({ gateway, habits }: Book): ReadonlyMap<string, { [memory: string]: Json }> {
  const all = new Map<string, { [memory: string]: Json }>();
  for (const { memory, key, versions } of habits) {
    if (!key.startsWith(`${gateway}\n`)) continue;
    const name = key.slice(gateway.length + 1);
    all.set(name, { ...all.get(name), [memory]: latest(versions) });
  }
  return all;
}

function knownOf(book: Book, name: string, entries: { readonly [memory: string]: Json }): readonly Known[] {
  const { detector, gateway } = book;
  const learning = detectors.find(({ meta }) => meta.id === detector)?.learning;
  const portrait = learning?.portray?.(name, entries);
  return portrait ? [{ detector, gateway, name, portrait }] : [];
}

function isCalled(name: string, word: string): boolean {
  if (name === word || name === word.toLowerCase() || name.endsWith(` ${word}`)) return true;
  const key = canonicalSessionKey(word);
  return name === key || name === parseSessionKey(key).classKey || principalOf(name) === word.toLowerCase();
}
