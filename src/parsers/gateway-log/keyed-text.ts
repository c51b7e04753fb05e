import { remember } from '../../facts/remember.ts';

/** The values of a line `… key=value key=value …` whose keys have a fixed order and whose values have no quotes. */
export interface KeyedText {
  /** Up to the next key of the list; `undefined` when the line has no such key. */
  get(key: string): string | undefined;
  /** A key stands twice: someone's words pose as a field, and no value between may be believed. */
  readonly doubled: boolean;
}

/** Each key has a space before it. Those that the line does not have are left out; one counts only after the one before. */
export function keyedText(text: string, keys: readonly string[]): KeyedText {
  const found: string[] = [];
  const values: string[] = [];
  let doubled = false;
  let from = 0;
  for (const key of keys) {
    const mark = markOf(key);
    const at = text.indexOf(mark, from);
    if (at < 0) continue;
    if (found.length > 0) values.push(text.slice(from, at));
    found.push(key);
    from = at + mark.length;
    doubled ||= text.indexOf(mark, from) >= 0;
  }
  values.push(text.slice(from));
  const get = (key: string) => (found.includes(key) ? values[found.indexOf(key)] : undefined);
  return { get, doubled };
}

const markOf = remember((key) => ` ${key}=`);

/** A value that may join records: not empty, short, without space or `=`. */
export function idOf(value: string | undefined): string | undefined {
  if (value === undefined || value === '' || value.length > 512 || /[\s=]/.test(value)) return undefined;
  return value === 'unknown' || value === 'n/a' || value === '?' ? undefined : value;
}

const shortOrLongConnection = /^(?:[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{8}…[0-9a-f]{4})$/;

/** A connection's uuid, or its short form. */
export function connectionOf(value: string | undefined): string | undefined {
  return value !== undefined && shortOrLongConnection.test(value) ? value : undefined;
}

/** Somebody's words about itself: kept, cut, never believed. */
export function claimOf(value: string | undefined): string | undefined {
  return value === undefined || value === '' || value === 'n/a' ? undefined : value.slice(0, 512);
}
