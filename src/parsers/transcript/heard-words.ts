import type { Origin } from '../../model/event.ts';
import type { Json } from '../../model/json.ts';
import { isObject } from '../json-object.ts';
import { WordMemory } from './word-memory.ts';
import { eachToken, type Token } from './words.ts';

const deepest = 3;
const mostPaths = 32;
const longestArgument = 2000;
const longestText = 32 * 1024;
const longestName = 64;

type Origins = { readonly [path: string]: Origin };

/** Which words a session has heard, and from whom: hashes, in bounded memory. */
export class HeardWords {
  readonly #user: WordMemory;
  readonly #result: WordMemory;
  readonly #own: WordMemory;

  constructor(saved?: Json) {
    const { user, result, own } = isObject(saved) ? saved : {};
    this.#user = new WordMemory(2048, user);
    this.#result = new WordMemory(4096, result);
    this.#own = new WordMemory(2048, own);
  }

  save(): Json {
    return { user: this.#user.save(), result: this.#result.save(), own: this.#own.save() };
  }

  /** What the user says; what is quoted to the agent as foreign is not the user's. */
  user(content: Json | undefined): void {
    eachText(content, (text) => {
      const quoted = text.indexOf('<<<EXTERNAL_UNTRUSTED_CONTENT');
      listen(quoted < 0 ? text : text.slice(0, quoted), this.#user);
      if (quoted >= 0) listen(text.slice(quoted), this.#result);
    });
  }

  /** What a tool, or another session, tells. */
  result(content: Json | undefined): void {
    eachText(content, (text) => listen(text, this.#result));
  }

  /** What the session itself is called. */
  own(text: string | undefined): void {
    if (text !== undefined) listen(text, this.#own);
  }

  /** Where the identifiers of a call's arguments came from. */
  originsOf(args: Json | undefined): Origins | undefined {
    const found = new Map<string, Origin>();
    eachLeaf(args, '', deepest, (path, value) => {
      const origin = found.size < mostPaths ? this.#originOf(value) : undefined;
      if (origin !== undefined) found.set(path, origin);
    });
    return found.size === 0 ? undefined : Object.fromEntries(found);
  }

  /** The call was made: its words are the agent's own from now on. */
  called(args: Json | undefined): void {
    eachLeaf(args, '', deepest, (_, value) => listen(value.slice(0, longestArgument), this.#own));
  }

  #originOf(value: string): Origin | undefined {
    const origins = new Set(
      identifiersIn(value.slice(0, longestArgument)).map((token) => this.#heard(token)),
    );
    return worst.find((origin) => origins.has(origin));
  }

  #heard({ whole, words }: Pick<Token, 'whole' | 'words'>): Origin {
    if (this.#user.has(whole)) return 'user';
    if (this.#result.has(whole)) return 'result';
    if (this.#own.has(whole)) return 'own';
    // Put together from what was said: "the report in /tmp" is /tmp/report.
    if (words.length === 0) return 'nowhere';
    if (words.every((word) => this.#user.has(word))) return 'user';
    const heard = (word: number) => this.#user.has(word) || this.#result.has(word);
    return words.every(heard) ? 'result' : 'nowhere';
  }
}

const worst: readonly Origin[] = ['result', 'nowhere', 'own', 'user'];

/** What names something in an argument; a short argument without such a token is a name itself. */
function identifiersIn(value: string): readonly Pick<Token, 'whole' | 'words'>[] {
  const tokens: Token[] = [];
  eachToken(value, (token) => {
    if (!token.flag) tokens.push(token);
  });
  const structured = tokens.filter((token) => token.structured);
  if (structured.length > 0 || tokens.length === 0 || value.length > longestName) return structured;
  const [only] = tokens;
  if (tokens.length === 1 && only !== undefined) return [only];
  return [{ whole: Number.NaN, words: tokens.flatMap(({ words }) => words) }];
}

function listen(text: string, memory: WordMemory): void {
  eachToken(text.slice(0, longestText), ({ whole, words }) => {
    memory.add(whole);
    if (words.length > 1) for (const word of words) memory.add(word);
  });
}

function eachText(content: Json | undefined, visit: (text: string) => void): void {
  if (typeof content === 'string') visit(content);
  if (!Array.isArray(content)) return;
  for (const part of content.slice(0, 32)) {
    if (isObject(part) && typeof part.text === 'string') visit(part.text);
  }
}

function eachLeaf(
  value: Json | undefined,
  path: string,
  depth: number,
  visit: (path: string, value: string) => void,
): void {
  if (typeof value === 'string' || typeof value === 'number') visit(path, String(value));
  if (typeof value !== 'object' || value === null || depth === 0) return;
  for (const [key, item] of Object.entries(value).slice(0, mostPaths)) {
    const name = key.slice(0, 128);
    eachLeaf(item, path === '' ? name : `${path}.${name}`, depth - 1, visit);
  }
}
