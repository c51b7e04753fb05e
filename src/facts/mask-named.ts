/** Masks the values of names such as `token`, `password`, `api_key`, in text, JSON, headers and command lines. */
export function maskNamedSecrets(text: string): string {
  let masked = '';
  let done = 0;
  for (const match of text.matchAll(name)) {
    if (match.index < done) continue;
    const value = secretAfter(text, match);
    if (value === undefined) continue;
    masked += `${text.slice(done, value.start)}***`;
    done = value.end;
  }
  return masked + text.slice(done);
}

/** `gatewayToken`, `api_key`: what such a field holds is a credential. */
export function isCredentialName(key: string): boolean {
  for (const match of key.matchAll(name)) {
    if (match.index + match[0].length === key.length) return true;
  }
  return false;
}

// `sessionKey`, `totalTokens` and `token_mismatch` are no secrets.
const name =
  /token|password|passwd|passphrase|(?:api|access|private|secret|signing)[_-]?key|secret|credential|authorization|cookie/gi;

const sign = /^\\{0,3}["']?\s{0,4}[:=]?\s{0,4}/;
const headers = /^(?:authorization|cookie)$/i;
const opener = /^\\{0,3}["'`]/;
const word = /^[^\s,;&"'`<>(){}[\]\\]+/;
const headerValue = /^[^\r\n"'`\\]+/;
const plain = /^(?:null|true|false|undefined|none|missing|\*\*\*)$/i;

/** No credential is longer; a longer one is masked as far as this. */
const longest = 8192;

interface Span {
  readonly start: number;
  readonly end: number;
}

function secretAfter(text: string, { 0: key, index }: RegExpExecArray): Span | undefined {
  const end = index + key.length;
  const between = sign.exec(text.slice(end, end + 20))?.[0] ?? '';
  if (!/[:=]/.test(between) && !isOption(text, index, between)) return undefined;
  const start = end + between.length;
  const rest = text.slice(start, start + longest);
  const quote = opener.exec(rest)?.[0];
  if (quote !== undefined) return quoted(text, start + quote.length, quote);
  const value = (headers.test(key) ? headerValue : word).exec(rest)?.[0];
  if (value === undefined || plain.test(value)) return undefined;
  return { start, end: start + value.length };
}

/** `--gateway-token x`: only an option has a space for its sign. */
function isOption(text: string, index: number, between: string): boolean {
  if (between.trim() !== '' || between === '') return false;
  const before = text.slice(Math.max(0, index - 40), index).split(/[\s"']/);
  return before.at(-1)?.startsWith('--') ?? false;
}

/** A quote inside the value has one backslash more than the quotes around it. */
function quoted(text: string, start: number, mark: string): Span | undefined {
  let end = text.indexOf(mark, start);
  while (end !== -1 && text[end - 1] === '\\') end = text.indexOf(mark, end + mark.length);
  if (end === start) return undefined;
  return { start, end: end === -1 ? text.length : end };
}
