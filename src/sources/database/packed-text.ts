import { decompress } from 'fzstd';

/** The text of one zstd frame, or `undefined` when it is damaged or longer than said. */
export function zstdText(bytes: Uint8Array, length: number): string | undefined {
  try {
    // A buffer of the said size keeps the frame from asking for more.
    const text = decompress(bytes, new Uint8Array(length));
    return new TextDecoder().decode(text);
  } catch {
    return undefined;
  }
}
