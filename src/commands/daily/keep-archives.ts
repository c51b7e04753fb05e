import { reasonOf } from '../../state/state-error.ts';
import { say } from '../follow/say.ts';
import type { Archives } from './archives.ts';

/** A summary is worth having also when nothing can be kept; but it is said, as tomorrow may miss it. */
export async function keepArchives(archives: Archives): Promise<void> {
  try {
    await archives.write();
  } catch (error) {
    say(`the events of these days could not be archived: ${reasonOf(error)}`);
  }
}
