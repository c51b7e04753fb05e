/** The words of a simple command, and what stands before it. */
export interface RawStep {
  readonly words: readonly string[];
  /** `|`, `&&`, `;`, `$(`, `<(`, …; nothing for the first. */
  readonly before: string;
}

const mostSteps = 64;

/** Walks a line once. */
export class LineReader {
  readonly #steps: RawStep[] = [];
  /** The quote that each open substitution stands in. */
  readonly #outer: string[] = [];
  #words: string[] = [];
  #word = '';
  #quote = '';
  #before = '';

  /** Takes the character at `at`; returns how many more it took. */
  take(text: string, at: number): number {
    const char = text[at] ?? '';
    if (this.#quote === "'") return this.#quoted(char, "'");
    if (char === '\\') return this.#escaped(text[at + 1] ?? '');
    if (char === '`' || (char === '$' && text[at + 1] === '(')) return this.#substitute(char);
    if (this.#quote === '"') return this.#quoted(char, '"');
    return this.#plain(char, text, at);
  }

  end(): readonly RawStep[] {
    this.#endStep('');
    return this.#steps;
  }

  #plain(char: string, text: string, at: number): number {
    switch (char) {
      case "'":
      case '"':
        this.#quote = char;
        return 0;
      case ' ':
      case '\t':
        return this.#endWord();
      case ')':
        return this.#close();
      case '#':
        return this.#word === '' ? restOfLine(text, at) : this.#add(char);
      case '<':
      case '>':
        return text[at + 1] === '(' ? this.#open(`${char}(`) : this.#redirect(char);
      case '|':
      case '&':
      case ';':
      case '\n':
      case '(':
        return isRedirect(text, at) ? this.#add(char) : this.#separate(char, text[at + 1] ?? '');
      default:
        return this.#add(char);
    }
  }

  #add(char: string): number {
    this.#word += char;
    return 0;
  }

  #quoted(char: string, quote: string): number {
    if (char === quote) this.#quote = '';
    else this.#word += char;
    return 0;
  }

  #escaped(next: string): number {
    if (next !== '\n') this.#word += next;
    return 1;
  }

  #substitute(char: string): number {
    if (char === '$') return this.#open('$(');
    if (this.#before === '`' && this.#outer.length > 0) this.#close();
    else this.#open('`');
    return 0;
  }

  #open(before: string): number {
    this.#outer.push(this.#quote);
    this.#quote = '';
    this.#endStep(before);
    return 1;
  }

  #close(): number {
    this.#endStep(')');
    this.#quote = this.#outer.pop() ?? '';
    return 0;
  }

  #separate(char: string, next: string): number {
    const double = (char === '|' || char === '&') && next === char;
    this.#endStep(double ? char + char : char === '\n' ? ';' : char);
    return double || (char === '|' && next === '&') ? 1 : 0;
  }

  #redirect(char: string): number {
    if (this.#word !== '' && !redirects.has(this.#word.slice(-1)) && !digits.has(this.#word)) this.#endWord();
    return this.#add(char);
  }

  #endWord(): number {
    if (this.#word !== '') this.#words.push(this.#word);
    this.#word = '';
    return 0;
  }

  #endStep(before: string): void {
    this.#endWord();
    if (this.#words.length > 0 && this.#steps.length < mostSteps) {
      this.#steps.push({ words: this.#words, before: this.#before });
    }
    this.#words = [];
    this.#before = before;
  }
}

const redirects = new Set(['<', '>', '&']);
const digits = new Set(['0', '1', '2']);

/** A comment. */
function restOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return (end < 0 ? text.length : end) - at - 1;
}

/** The `&` of `2>&1`, `>&` and `&>`, the `|` of `>|`. */
function isRedirect(text: string, at: number): boolean {
  if (text[at] === '|') return text[at - 1] === '>';
  if (text[at] !== '&') return false;
  return text[at - 1] === '>' || text[at - 1] === '<' || text[at + 1] === '>';
}
