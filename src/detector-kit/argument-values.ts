import type { Origin } from '../model/event.ts';
import type { Json } from '../model/json.ts';

export type ValueKind = 'host' | 'address' | 'path' | 'id' | 'name';

/** Something that an argument names: where to, whom, what. */
export interface ArgumentValue {
  /** Path of the argument without positions: `to`, `files.path`. */
  readonly field: string;
  readonly kind: ValueKind;
  readonly value: string;
  /** `undefined` when the evidence does not say. */
  readonly origin: Origin | undefined;
}

export type Origins = { readonly [path: string]: Origin };

const deepest = 3;
const mostLeaves = 32;
const mostPlaces = 128;
const mostValues = 48;
const longestText = 2000;
const longestName = 64;
const mostWords = 6;

/** Hosts, addresses, paths, identifiers and short names in a call's arguments; no amounts, dates or prose. */
export function argumentValues(args: Json, origins: Origins | undefined): readonly ArgumentValue[] {
  const found: ArgumentValue[] = [];
  for (const { path, field, text } of textsIn(args)) {
    const origin = originAt(path, origins);
    if (isNumbered(field, text)) found.push({ field, origin, kind: 'id', value: text });
    // Where origins are known, what has none names nothing.
    if (origins !== undefined && origin === undefined) continue;
    for (const named of valuesIn(text.slice(0, longestText))) found.push({ field, origin, ...named });
  }
  return found.slice(0, mostValues);
}

/** `file_id: 13`: of numbers only those are names whose argument says so. */
function isNumbered(field: string, text: string): boolean {
  return /^\d{1,12}$/.test(text) && /(?:^|[a-z_.-])(?:id|ids|Id|Ids|ID|IDs)$/.test(field);
}

function originAt(path: string, origins: Origins | undefined): Origin | undefined {
  return origins !== undefined && Object.hasOwn(origins, path) ? origins[path] : undefined;
}

interface Text {
  readonly path: string;
  readonly field: string;
  readonly text: string;
}

/** Every text, level by level; positions in a list stand in the path, not in the field. */
function textsIn(args: Json): readonly Text[] {
  const found: Text[] = [];
  let level: readonly Place[] = [{ path: '', field: '', value: args }];
  for (let depth = 0; depth <= deepest; depth++) {
    found.push(...level.flatMap((place) => textAt(place) ?? []));
    level = level.flatMap(within).slice(0, mostPlaces);
  }
  return found;
}

interface Place {
  readonly path: string;
  readonly field: string;
  readonly value: Json;
}

function textAt({ path, field, value }: Place): Text | undefined {
  const isText = typeof value === 'string' || typeof value === 'number';
  return isText ? { path, field, text: String(value) } : undefined;
}

function within({ path, field, value }: Place): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const isList = Array.isArray(value);
  return Object.entries(value)
    .slice(0, mostLeaves)
    .map(([key, inner]) => {
      const name = key.slice(0, 128);
      return { path: joined(path, name), field: isList ? field : joined(field, name), value: inner };
    });
}

function joined(before: string, name: string): string {
  return before === '' ? name : `${before}.${name}`;
}

interface Named {
  readonly kind: ValueKind;
  readonly value: string;
}

/** A short text is a name as a whole; of a longer one count the words that name something. */
function valuesIn(text: string): readonly Named[] {
  const whole = text.trim().toLowerCase();
  const words = whole.split(/[\s'"`<>()[\]{},;|]+/, 256);
  const named = words.flatMap((word) => structured(word) ?? []);
  if (named.length > 0 || whole.length > longestName || words.length > mostWords) return named;
  return isPlain(whole) ? [] : [{ kind: 'name', value: whole }];
}

function structured(word: string): Named | undefined {
  const value = word.replace(/[.:!?]{1,3}$/, '');
  if (value.length < 4 || isPlain(value)) return undefined;
  const at = value.indexOf('@');
  if (at > 0 && value.indexOf('.', at) > 0) return { kind: 'address', value };
  const host = hostIn(value);
  if (host !== undefined) return { kind: 'host', value: host };
  if (value.includes('/')) return { kind: 'path', value };
  return value.length >= 6 && /\d/.test(value) ? { kind: 'id', value } : undefined;
}

/** Of `https://www.example.com:8443/page` the host. */
function hostIn(value: string): string | undefined {
  const scheme = value.indexOf('://');
  if (scheme < 0 && !value.startsWith('www.')) return undefined;
  const rest = scheme < 0 ? value : value.slice(scheme + 3);
  const [host = ''] = rest.split(/[/?#:]/, 1);
  return host.startsWith('www.') ? host.slice(4) : host;
}

/** A number, an amount, a date or a time of day names nothing. */
function isPlain(text: string): boolean {
  return text === '' || text === 'true' || text === 'false' || /^[-+$€£\d.,:/tz ]+$/.test(text);
}
