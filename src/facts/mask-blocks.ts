/** PEM blocks, also cut off ones. */
export function maskKeyBlocks(text: string): string {
  return replaceFrom(text, '-----BEGIN ', (start) => {
    const end = text.indexOf('-----END ', start);
    const close = end === -1 ? -1 : text.indexOf('-----', end + 9);
    return { start, end: close === -1 ? text.length : close + 5 };
  });
}

/** The password of `https://user:password@host`. */
export function maskUrlPasswords(text: string): string {
  return replaceFrom(text, '://', (start) => {
    const [, user = '', password] = userAndPassword.exec(text.slice(start + 3, start + 800)) ?? [];
    if (password === undefined) return undefined;
    const from = start + 3 + user.length;
    return { start: from, end: from + password.length };
  });
}

/** The password of `curl -u user:password`. */
export function maskCurlPasswords(text: string): string {
  return replaceFrom(text, 'curl ', (start) => {
    const words = text.slice(start, start + 500).split(' ');
    const option = words.findIndex((word) => /^(?:-u|--user)/.test(word));
    const account = words[option + 1] ?? '';
    const colon = account.indexOf(':');
    if (option === -1 || colon === -1) return undefined;
    const from = start + words.slice(0, option + 1).join(' ').length + 1 + colon + 1;
    return { start: from, end: from + account.length - colon - 1 };
  });
}

const userAndPassword = /^([^\s/:@]*:)([^\s/@]+)@/;

interface Span {
  readonly start: number;
  readonly end: number;
}

function replaceFrom(text: string, mark: string, spanAt: (start: number) => Span | undefined): string {
  let masked = '';
  let done = 0;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, Math.max(done, at + mark.length))) {
    const span = spanAt(at);
    if (span === undefined) continue;
    masked += `${text.slice(done, span.start)}***`;
    done = span.end;
  }
  return masked + text.slice(done);
}
