/** A run of letters and digits, with what joins them: `agent:main:bob`, `ann@example.com`, `/etc/passwd`. Hashes, no text. */
export interface Token {
  readonly whole: number;
  /** Its words; one when nothing joins it. */
  readonly words: readonly number[];
  /** Joined, or with a digit: a name of something, not a word of a sentence. */
  readonly structured: boolean;
  /** `-x` or `--long`, an option of a command. */
  readonly flag: boolean;
}

const shortestToken = 3;
const shortestWord = 2;
const most = 8192;
const digit = 0x100;
const beyondAscii = 0x200;

/** What a character counts as: its small letter, a digit by its flag, less than 0 for what joins words, 0 for a break. */
const ascii = new Int16Array(128);
for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
  const code = letter.charCodeAt(0);
  ascii[code] = code;
  ascii[code - 0x20] = code;
}
for (let code = 0x30; code <= 0x39; code += 1) ascii[code] = code | digit;
for (const joint of '@.:/+%~=?&#-\\') ascii[joint.charCodeAt(0)] = -1;
ascii[0x5f] = 0x5f;

/** Visits the tokens of a text, whatever their case; of a long text the first ones. */
export function eachToken(text: string, visit: (token: Token) => void): void {
  let at = startOfWord(text, 0);
  for (let count = 0; at < text.length && count < most; count += 1) {
    const reader = new TokenReader(text, at);
    if (reader.end - at >= shortestToken) visit(reader);
    at = startOfWord(text, reader.end);
  }
}

class TokenReader implements Token {
  readonly words: number[] = [];
  readonly flag: boolean;
  whole = 0;
  structured = false;
  /** Behind its last word. */
  end: number;

  constructor(text: string, start: number) {
    this.flag = text.charCodeAt(start - 1) === 0x2d;
    this.end = this.#word(text, start);
    const first = this.end;
    for (let next = endOfJoints(text, first); next > this.end && valueAt(text, next) > 0; ) {
      this.end = this.#word(text, next);
      next = endOfJoints(text, this.end);
    }
    if (this.end === first) return;
    this.structured = true;
    this.whole = hashOf(text, start, this.end);
  }

  /** Where the word that starts here ends. */
  #word(text: string, start: number): number {
    const hash = new Hash();
    let at = start;
    for (let value = valueAt(text, at); value > 0; value = valueAt(text, at)) {
      if ((value & digit) !== 0) this.structured = true;
      hash.add(value);
      at += 1;
    }
    this.whole = hash.value;
    if (at - start >= shortestWord) this.words.push(this.whole);
    return at;
  }
}

function hashOf(text: string, from: number, to: number): number {
  const hash = new Hash();
  for (let at = from; at < to; at += 1) hash.add(valueAt(text, at));
  return hash.value;
}

function startOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && valueAt(text, at) <= 0) at += 1;
  return at;
}

function endOfJoints(text: string, from: number): number {
  let at = from;
  while (valueAt(text, at) < 0) at += 1;
  return at;
}

/** Behind the end of a text is a break. */
function valueAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? (ascii[code] ?? 0) : wideValue(code);
}

/** Letters of all scripts, but their spaces, quotes and dashes. */
function wideValue(code: number): number {
  const isBreak = (code >= 0x2000 && code <= 0x206f) || (code >= 0x3000 && code <= 0x303f);
  return code >= 0xc0 && !isBreak ? code | beyondAscii : 0;
}

/** Two hashes of 32 bits, as one whole number of 53. */
class Hash {
  #high = 0x811c9dc5 | 0;
  #low = 0x9747b28c | 0;

  add(value: number): void {
    this.#high = Math.imul(this.#high ^ value, 0x01000193);
    const low = Math.imul(this.#low ^ value, 0x5bd1e995);
    this.#low = low ^ (low >>> 15);
  }

  get value(): number {
    return (this.#high >>> 0) * 0x200000 + (this.#low >>> 11);
  }
}
