import type { Json } from '../../src/detector-kit/index.ts';

/** The text of an argument; `''` when it is none. */
export function textIn(args: Json | undefined, key: string): string {
  if (typeof args !== 'object' || args === null || !Object.hasOwn(args, key)) return '';
  const value = (args as { readonly [name: string]: Json })[key];
  return typeof value === 'string' ? value : '';
}
