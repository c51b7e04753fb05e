import { readFile } from 'node:fs/promises';
import { hasCode } from '../../state/state-error.ts';
import { marker, type UnitFile } from './plan.ts';

/** What lies where a unit file belongs. */
export type Found = 'nothing' | 'the same' | 'an older one' | 'a foreign one';

export async function foundAt({ path, text }: UnitFile): Promise<Found> {
  try {
    const there = await readFile(path, 'utf8');
    if (there === text) return 'the same';
    return there.startsWith(marker) ? 'an older one' : 'a foreign one';
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return 'nothing';
    throw error;
  }
}
