import { shellWord } from '../facts/shell-word.ts';

/** Paths as a command takes them: enough to recognise, and to be copied when they are short. */
export function givenPaths(paths: readonly string[]): string {
  const text = paths.map((path) => ` ${shellWord(path)}`).join('');
  return text.length <= longest ? text : ' <the same paths>';
}

const longest = 100;
