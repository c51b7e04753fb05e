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

const shortest = 2;
const most = 8192;
const Break = 0;
const Letter = 1;
const Digit = 2;
const Joint = 3;

const classes = new Uint8Array(128);
for (let code = 0x30; code <= 0x39; code += 1) classes[code] = Digit;
for (let code = 0x41; code <= 0x5a; code += 1) classes[code] = classes[code + 0x20] = Letter;
for (const joint of '@.:/+%~=?&#-\\') classes[joint.charCodeAt(0)] = Joint;
classes[0x5f] = Letter;

/** Visits the tokens of a text, whatever their case; of a long text the first ones. */
export function eachToken(text: string, visit: (token: Token) => void): void {
  let count = 0;
  for (let at = 0; at < text.length && count < most; ) {
    const kind = classOf(text.charCodeAt(at));
    if (kind !== Letter && kind !== Digit) {
      at += 1;
      continue;
    }
    const reader = new TokenReader(text, at);
    if (reader.length > shortest) visit(reader);
    at = reader.end;
    count += 1;
  }
}

class TokenReader implements Token {
  readonly words: number[] = [];
  readonly flag: boolean;
  whole = 0;
  structured = false;
  end: number;
  /** Of its words. */
  length = 0;

  constructor(text: string, start: number) {
    this.flag = text.charCodeAt(start - 1) === 0x2d;
    this.end = start;
    const whole = new Hash();
    for (let kind = this.#word(text, whole); kind === Joint; kind = this.#word(text, whole)) {
      this.#joints(text, whole);
      if (classOf(text.charCodeAt(this.end)) === Break) break;
      this.structured = true;
    }
  }

  /** Reads a word; the class of what follows it. */
  #word(text: string, whole: Hash): number {
    const word = new Hash();
    const start = this.end;
    let kind = classOf(text.charCodeAt(this.end));
    while (kind === Letter || kind === Digit) {
      if (kind === Digit) this.structured = true;
      const code = lower(text.charCodeAt(this.end));
      word.add(code);
      whole.add(code);
      this.end += 1;
      kind = classOf(text.charCodeAt(this.end));
    }
    if (this.end - start >= shortest) this.words.push(word.value);
    this.length += this.end - start;
    this.whole = whole.value;
    return kind;
  }

  #joints(text: string, whole: Hash): void {
    while (classOf(text.charCodeAt(this.end)) === Joint) {
      whole.add(text.charCodeAt(this.end));
      this.end += 1;
    }
  }
}

/** Two hashes of 32 bits, as one whole number of 53. */
class Hash {
  #high = 0x811c9dc5;
  #low = 0x9747b28c;

  add(code: number): void {
    this.#high = Math.imul(this.#high ^ code, 0x01000193);
    this.#low = Math.imul(this.#low ^ code, 0x5bd1e995);
    this.#low ^= this.#low >>> 15;
  }

  get value(): number {
    return (this.#high >>> 0) * 0x200000 + (this.#low >>> 11);
  }
}

function classOf(code: number): number {
  if (code < 128) return classes[code] ?? Break;
  if (Number.isNaN(code) || code < 0xc0) return Break;
  // Spaces, quotes and dashes of other scripts.
  return (code >= 0x2000 && code <= 0x206f) || (code >= 0x3000 && code <= 0x303f) ? Break : Letter;
}

function lower(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}
