import type { Line } from '../model/source.ts';
import { recogniseKind } from '../parsers/index.ts';

/** The host that wrote the first gateway log record; older versions say `unknown`, which names nobody. */
export function hostOf(lines: readonly Line[]): string | undefined {
  // There the words of anybody stand beside the proxy's.
  if (recogniseKind(lines) === 'proxy') return undefined;
  for (const { bytes } of lines.slice(0, 20)) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 16_384)).toString(
      'latin1',
    );
    const name = /\\?"hostname\\?":\\?"([\w.-]{1,253})\\?"/.exec(text)?.[1];
    if (name && name !== 'unknown') return name;
  }
  return undefined;
}
