import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { copyPrefix } from '../../sources/database/private-copy.ts';

/** Where a watch keeps its copies of databases: where temporary files lie in memory, a large one has no place there. */
export async function copiesFolder(stateFolder: string): Promise<string> {
  const folder = join(stateFolder, 'copies');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // A run that was killed in the middle of copying left one; whoever holds the state is alone here.
  for (const name of await readdir(folder))
    if (name.startsWith(copyPrefix)) await rm(join(folder, name), { recursive: true, force: true });
  return folder;
}
