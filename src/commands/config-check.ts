import type { RawOptions } from './options.ts';

export async function checkConfig(_file: string | undefined, _options: RawOptions): Promise<number> {
  return 0;
}
