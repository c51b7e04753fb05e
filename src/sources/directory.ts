import { resolve } from 'node:path';
import { nothingFound } from './found.ts';
import type { OpenOptions } from './open-options.ts';
import { assemble, type Opened } from './opened.ts';
import { walkFolder } from './walk-folder.ts';

/** The evidence in one folder: a state folder, or any folder that holds some. */
export async function openDirectory(folder: string, options: OpenOptions = {}): Promise<Opened> {
  const found = nothingFound();
  await walkFolder({ name: folder, path: resolve(folder) }, found);
  return await assemble(found, { ...options, roots: 1 });
}
