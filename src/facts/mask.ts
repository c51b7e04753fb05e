import { cut } from './cut.ts';
import { maskNamedSecrets } from './mask-named.ts';
import { mask, tokenPatterns } from './mask-patterns.ts';

/** Hides credentials; ids of sessions, calls, connections and devices stay. */
export function maskSecrets(text: string): string {
  let masked = maskNamedSecrets(text);
  for (const pattern of tokenPatterns) masked = masked.replace(pattern, mask);
  return masked;
}

/** One masked line of at most `limit` characters. */
export function excerpt(text: string, limit = 300): string {
  // Masking shortens, so more than the limit is read; but never all of a hostile text.
  const line = maskSecrets(cut(text, limit * 4 + 4096))
    .replace(/[\s\u0085]+/g, ' ')
    .trim();
  return line.length <= limit ? line : `${cut(line, limit - 1)}…`;
}
