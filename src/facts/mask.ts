import { cut } from './cut.ts';
import { maskCurlPasswords, maskKeyBlocks, maskUrlPasswords } from './mask-blocks.ts';
import { maskNamedSecrets } from './mask-named.ts';
import { maskTokens } from './mask-tokens.ts';

/** Hides credentials; ids of sessions, calls, connections and devices stay. Linear in time. */
export function maskSecrets(text: string): string {
  return maskTokens(maskUrlPasswords(maskNamedSecrets(maskCurlPasswords(maskKeyBlocks(text)))));
}

/** One masked line of at most `limit` characters. */
export function excerpt(text: string, limit = 300): string {
  // Masking shortens, so more than the limit is read; but never all of a hostile text.
  const line = maskSecrets(cut(text, limit * 4 + 4096))
    .replace(/[\s\u0085]+/g, ' ')
    .trim();
  return line.length <= limit ? line : `${cut(line, limit - 1)}…`;
}
