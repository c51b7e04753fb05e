import { access } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

const highestClimb = 5;

/** Whether the names in a folder are those of a gateway's state: `surely`, or `perhaps` when others use them too. */
export function looksLikeState(names: ReadonlySet<string>): 'surely' | 'perhaps' | 'no' {
  if (names.has('openclaw.json') || names.has('agents')) return 'surely';
  return names.has('state') || names.has('logs') ? 'perhaps' : 'no';
}

/** The state folder that an absolute path lies in, if any. */
export async function stateFolderAbove(path: string): Promise<string | undefined> {
  let folder = dirname(path);
  for (let climbed = 0; climbed < highestClimb && folder !== dirname(folder); climbed++) {
    if (await exists(join(folder, 'openclaw.json'))) return folder;
    folder = dirname(folder);
  }
  const parts = path.split(/[\\/]/);
  return parts.at(-2) === 'sessions' && parts.at(-4) === 'agents' ? resolve(path, '../../../..') : undefined;
}

/** A short name for each state folder: its own, without leading dots, and its parent's too where that is not enough. */
export function nameGateways(folders: Iterable<string>): Map<string, string> {
  const all = [...new Set(folders)];
  const short = countBy(all.map(shortName));
  const longer = countBy(all.map(longerName));
  const names = all.map((folder): [string, string] => {
    if (short.get(shortName(folder)) === 1) return [folder, shortName(folder)];
    return [folder, longer.get(longerName(folder)) === 1 ? longerName(folder) : folder];
  });
  return new Map(names.filter(([, name]) => name !== ''));
}

function shortName(folder: string): string {
  return basename(folder).replace(/^\.+/, '');
}

function longerName(folder: string): string {
  return `${basename(dirname(folder))}/${shortName(folder)}`;
}

function countBy(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
