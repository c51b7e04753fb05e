import type { z } from 'zod';
import { nearest } from '../facts/nearest.ts';

/** Something wrong at a place of the settings. */
export interface Problem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** The name itself is wrong, not what it holds. */
  readonly isName?: boolean;
}

/** What a schema refused; `names` are what the object at a path may hold, for the nearest name. */
export function problemsOf(
  issues: readonly z.core.$ZodIssue[],
  names: (path: readonly PropertyKey[]) => readonly string[],
  prefix: readonly PropertyKey[] = [],
): readonly Problem[] {
  return issues.flatMap((issue) => {
    const path = [...prefix, ...issue.path];
    if (issue.code !== 'unrecognized_keys')
      return [{ path, message: `${pathText(path)}: ${wordsOf(issue)}` }];
    return issue.keys.map((key) => unknownName('setting', [...path, key], names(path)));
  });
}

export function unknownName(what: string, path: readonly PropertyKey[], names: readonly string[]): Problem {
  const name = String(path.at(-1));
  return { path, message: `unknown ${what} "${name}"${suggestion(name, names)}`, isName: true };
}

export function suggestion(name: string, names: readonly string[]): string {
  const near = nearest(name, names);
  return near === undefined ? '' : ` (did you mean "${near}"?)`;
}

function wordsOf({ code, message }: z.core.$ZodIssue): string {
  if (code === 'invalid_type' && message.endsWith('received undefined')) return 'is missing';
  return message
    .replace(/^Invalid input: /, '')
    .replace('expected record', 'expected object')
    .replace('expected int, received number', 'expected a whole number');
}

function pathText(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'settings';
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('');
}
