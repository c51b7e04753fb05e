import type { Json, JsonObject } from '../../model/json.ts';

/**
 * What makes an earlier value of a later one, in few bytes: how much a number grew, a list of the same for all parts
 * of a list or an object (`null`: it was not there yet; what is missing at the end is as it was), the same for an
 * object that has lost some (`lost`, with their places), a list that moved on (`first` went, of the rest so many were
 * there), or the whole (`whole`).
 */
export type Change = Json;

const same = 0;
const unfit = 'it holds a change that fits nothing';

export function changeTo(earlier: Json, later: Json): Change {
  if (typeof earlier === 'number' && typeof later === 'number') return growth(earlier, later);
  if (isList(earlier) && isList(later)) return listChange(earlier, later);
  if (isTable(earlier) && isTable(later)) return tableChange(earlier, later);
  return earlier === later ? same : { whole: earlier };
}

/** The value before the change. Throws for what is no change of it. */
export function valueBefore(later: Json, change: Change): Json {
  if (change === same) return later;
  if (typeof change === 'number' && typeof later === 'number') return later - change;
  if (isList(change)) return partsBefore(later, change);
  if (isTable(change) && change['whole'] !== undefined) return change['whole'];
  if (isTable(change) && isList(later)) return listBefore(later, change);
  if (isTable(change) && isTable(later)) return fullerBefore(later, change);
  throw new Error(unfit);
}

function growth(earlier: number, later: number): Change {
  const grown = later - earlier;
  return later - grown === earlier ? grown : { whole: earlier };
}

function listChange(earlier: readonly Json[], later: readonly Json[]): Change {
  if (earlier.length <= later.length && [...earlier, ...later].every((item) => typeof item === 'number')) {
    return changes(
      later.map((item, at) => (at < earlier.length ? changeTo(earlier[at] ?? null, item) : null)),
    );
  }
  const [old, young] = [earlier, later].map((list) => list.map((item) => JSON.stringify(item)));
  return movedOn(earlier, old ?? [], young ?? []);
}

/** By the fewest that were left out. */
function movedOn(earlier: readonly Json[], old: readonly string[], young: readonly string[]): Change {
  const left = old.findIndex((_, from) => old.slice(from).every((item, at) => item === young[at]));
  const out = left < 0 ? old.length : left;
  return out === 0 && old.length === young.length
    ? same
    : { first: earlier.slice(0, out), kept: old.length - out };
}

function listBefore(later: readonly Json[], { first, kept }: JsonObject): Json {
  if (!isList(first) || typeof kept !== 'number' || kept > later.length) throw new Error(unfit);
  return [...first, ...later.slice(0, kept)];
}

function tableChange(earlier: JsonObject, later: JsonObject): Change {
  const names = Object.keys(later);
  const old = Object.keys(earlier);
  const common = old.filter((name) => Object.hasOwn(later, name));
  if (!isWithin(common, names)) return { whole: earlier };
  const parts = changes(
    names.map((name) =>
      Object.hasOwn(earlier, name) ? changeTo(earlier[name] ?? null, later[name] ?? null) : null,
    ),
  );
  if (common.length === old.length) return parts;
  const lost = old.flatMap((name, at) =>
    Object.hasOwn(later, name) ? [] : [[at, name, earlier[name] ?? null] as const],
  );
  return { lost, parts };
}

/** What was lost is put back, the first place first. */
function fullerBefore(later: JsonObject, { lost, parts = same }: JsonObject): Json {
  const left = valueBefore(later, parts);
  if (!isList(lost) || !isTable(left)) throw new Error(unfit);
  const entries = Object.entries(left);
  for (const one of lost) {
    const [at, name, value] = isList(one) ? one : [];
    if (typeof at !== 'number' || typeof name !== 'string' || value === undefined) throw new Error(unfit);
    entries.splice(at, 0, [name, value]);
  }
  return Object.assign(Object.create(null), Object.fromEntries(entries)) as Json;
}

/** In the same order. */
function isWithin(some: readonly string[], all: readonly string[]): boolean {
  let at = 0;
  for (const name of all) if (name === some[at]) at++;
  return at === some.length;
}

function changes(parts: readonly Change[]): Change {
  const last = parts.findLastIndex((part) => part !== same);
  return last < 0 ? same : parts.slice(0, last + 1);
}

function partsBefore(later: Json, parts: readonly Change[]): Json {
  if (isList(later) && parts.length <= later.length) {
    return later.flatMap((value, at) => (parts[at] === null ? [] : [valueBefore(value, parts[at] ?? same)]));
  }
  const names = isTable(later) ? Object.keys(later) : [];
  if (parts.length > names.length || !isTable(later)) throw new Error(unfit);
  // Without a prototype: no name is special.
  const older: { [name: string]: Json } = Object.create(null);
  for (let at = 0; at < names.length; at++) {
    const [name = '', part = same] = [names[at], parts[at]];
    if (part !== null) older[name] = valueBefore(later[name] ?? null, part);
  }
  return older;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function isTable(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}
