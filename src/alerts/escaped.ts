/** A text with each sign as a sink needs it, of at most `limit` UTF-16 units; never cut within an escape. */
export function escaped(text: string, limit: number, escapeSign: (sign: string) => string): string {
  let done = '';
  let short = '';
  for (const sign of text) {
    const next = escapeSign(sign);
    if (done.length + next.length > limit) return `${short}…`;
    done += next;
    if (done.length < limit) short = done;
  }
  return done;
}

/** Shows the same, and calls nobody: chats look for names after an `@`. */
export function withoutMention(sign: string): string {
  return sign === '@' ? '@\u200b' : sign;
}
