import { visible } from '../../facts/escape.ts';

/** A word on the run itself; standard output carries the result alone. */
export function say(message: string): void {
  process.stderr.write(`openclaw-audit: ${visible(message)}\n`);
}
