export interface Token {
  readonly value: string;
  readonly quoted: boolean;
}

const mostTokens = 64;

/** The text between the quote at `at` and the next one that no backslash escapes; `end` is behind it. */
export function quotedAt(text: string, at: number): { value: string; end: number } | undefined {
  for (let end = at + 1; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === 92) end += 1;
    else if (code === 34) return { value: text.slice(at + 1, end), end: end + 1 };
  }
  return undefined;
}

/** Words and quoted texts, each behind one space. Not `whole` when something else stands there. */
export function readTokens(text: string, from: number): { tokens: readonly Token[]; whole: boolean } {
  const tokens: Token[] = [];
  let at = from;
  while (at < text.length && tokens.length < mostTokens) {
    if (text.charCodeAt(at) !== 32) return { tokens, whole: text.slice(at).trim() === '' };
    const token = tokenAt(text, at + 1);
    if (token === undefined) return { tokens, whole: false };
    tokens.push(token);
    at = token.end;
  }
  return { tokens, whole: at >= text.length };
}

function tokenAt(text: string, at: number): (Token & { readonly end: number }) | undefined {
  if (text.charCodeAt(at) === 34) {
    const quoted = quotedAt(text, at);
    return quoted && { ...quoted, quoted: true };
  }
  const space = text.indexOf(' ', at);
  const end = space < 0 ? text.length : space;
  const value = text.slice(at, end);
  return value.includes('"') ? undefined : { value, end, quoted: false };
}
