/** Masks the values of names such as `token`, `password`, `api_key`, in text, JSON, headers and command lines. */
export function maskNamedSecrets(text: string): string {
  let masked = '';
  let done = 0;
  for (const match of text.matchAll(name)) {
    const start = match.index + match[0].length;
    if (match.index < done) continue;
    const value = secretAt(text, start, headers.test(match[2] ?? ''));
    if (value === undefined) continue;
    masked += `${text.slice(done, value.start)}***`;
    done = value.end;
  }
  return masked + text.slice(done);
}

// `sessionKey`, `totalTokens` and `token_mismatch` are no secrets; `--token x` has a space for its sign.
const name =
  /(?:(--[a-z-]{0,40}(?:token|password|passwd|passphrase|secret|api-?key|(?:access|private|secret)-?key))(?:=|\s{1,4})|(token|password|passwd|passphrase|secret|credentials?|(?:api|access|private|secret|signing|encryption)[_-]?key|authorization|cookie)\\{0,3}["']?\s{0,4}[:=]\s{0,4})/gi;

const headers = /^(?:authorization|cookie)$/i;
const opener = /(\\{0,3})(["'`])/y;
const word = /[^\s,;&"'`<>(){}[\]\\]+/y;
const headerValue = /[^\r\n"'`\\]+/y;
const plain = /^(?:null|true|false|undefined|none|missing|\*\*\*)$/i;

interface Span {
  readonly start: number;
  readonly end: number;
}

function secretAt(text: string, start: number, header: boolean): Span | undefined {
  opener.lastIndex = start;
  const quote = opener.exec(text);
  if (quote !== null) return quoted(text, start + quote[0].length, quote[0]);
  const pattern = header ? headerValue : word;
  pattern.lastIndex = start;
  const value = pattern.exec(text)?.[0];
  if (value === undefined || plain.test(value)) return undefined;
  return { start, end: start + value.length };
}

/** A quote inside the value has one backslash more than the quotes around it. */
function quoted(text: string, start: number, mark: string): Span | undefined {
  let end = text.indexOf(mark, start);
  while (end !== -1 && text[end - 1] === '\\') end = text.indexOf(mark, end + mark.length);
  if (end === start) return undefined;
  return { start, end: end === -1 ? text.length : end };
}
