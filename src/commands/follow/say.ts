import { visible } from '../../facts/escape.ts';
import { wrap } from '../../reporters/layout.ts';

/** A word on the run itself; standard output carries the result alone. */
export function say(message: string): void {
  const text = `openclaw-audit: ${visible(message)}`;
  const { isTTY, columns } = process.stderr;
  process.stderr.write(`${isTTY ? wrap(text, Math.max(40, columns)).join('\n') : text}\n`);
}
