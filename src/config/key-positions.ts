import JSON5 from 'json5';

/** Where a value of a JSON5 text stands; lines and columns from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface KeyPlaces {
  /** The key, of an item of an array the value; of a path that is not there, its nearest parent. */
  keyAt(path: readonly PropertyKey[]): Place;
  valueAt(path: readonly PropertyKey[]): Place;
  /** Keys that an object has twice, the later ones. */
  readonly twice: readonly (readonly PropertyKey[])[];
}

/** Settings are nested a few levels; more is no settings file. */
export const deepest = 64;

/** Reads a text that JSON5 has parsed already. A RangeError tells of deeper nesting than `deepest`. */
export function keyPlaces(text: string): KeyPlaces {
  const scan = new Scan(text);
  scan.value([]);
  const place = (offsets: Map<string, number>, path: readonly PropertyKey[]): Place => {
    for (let length = path.length; length >= 0; length -= 1) {
      const offset = offsets.get(JSON.stringify(path.slice(0, length)));
      if (offset !== undefined) return placeOf(text, offset);
    }
    return { line: 1, column: 1 };
  };
  return {
    keyAt: (path) => place(scan.keys, path),
    valueAt: (path) => place(scan.values, path),
    twice: scan.twice,
  };
}

type Path = readonly (string | number)[];

class Scan {
  readonly keys = new Map<string, number>();
  readonly values = new Map<string, number>();
  readonly twice: Path[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(path: Path): void {
    if (path.length > deepest) throw new RangeError(`nested more than ${deepest} levels deep`);
    this.#skipSpace();
    this.values.set(JSON.stringify(path), this.#at);
    const sign = this.#text[this.#at];
    if (sign === '{') this.#members(path);
    else if (sign === '[') this.#items(path);
    else this.#word();
  }

  #members(path: Path): void {
    this.#at += 1;
    for (this.#skipSpace(); this.#isInside('}'); this.#skipSpace()) {
      const start = this.#at;
      const member = [...path, keyName(this.#word())];
      const name = JSON.stringify(member);
      if (this.keys.has(name)) this.twice.push(member);
      this.keys.set(name, start);
      this.#skipSpace();
      this.#at += 1;
      this.value(member);
      this.#skipComma();
    }
    this.#at += 1;
  }

  #items(path: Path): void {
    this.#at += 1;
    let index = 0;
    for (this.#skipSpace(); this.#isInside(']'); this.#skipSpace()) {
      const item = [...path, index];
      this.keys.set(JSON.stringify(item), this.#at);
      this.value(item);
      index += 1;
      this.#skipComma();
    }
    this.#at += 1;
  }

  #isInside(end: string): boolean {
    return this.#at < this.#text.length && this.#text[this.#at] !== end;
  }

  #skipComma(): void {
    this.#skipSpace();
    if (this.#text[this.#at] === ',') this.#at += 1;
  }

  /** A text with its quotes, a name, or a number. */
  #word(): string {
    const start = this.#at;
    const quote = this.#text[start] ?? '';
    this.#at += 1;
    if (quote === '"' || quote === "'") this.#skipQuoted(quote);
    else this.#skipBare();
    return this.#text.slice(start, this.#at);
  }

  #skipQuoted(quote: string): void {
    while (this.#isInside(quote)) this.#at += this.#text[this.#at] === '\\' ? 2 : 1;
    this.#at += 1;
  }

  #skipBare(): void {
    while (this.#at < this.#text.length && !/[\s,:{}[\]/]/.test(this.#text[this.#at] ?? '')) this.#at += 1;
  }

  #skipSpace(): void {
    for (;;) {
      const rest = this.#text.slice(this.#at, this.#at + 2);
      if (rest === '//') this.#skipPast('\n');
      else if (rest === '/*') this.#skipPast('*/');
      else if (/^[\s\ufeff]/.test(rest)) this.#at += 1;
      else return;
    }
  }

  #skipPast(end: string): void {
    const found = this.#text.indexOf(end, this.#at + 2);
    this.#at = found === -1 ? this.#text.length : found + end.length;
  }
}

function keyName(word: string): string {
  return /^["']/.test(word) ? String(JSON5.parse(word)) : word;
}

function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
