import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FoundFile } from '../found.ts';
import { diskFacts } from '../open-file.ts';
import { groupRotations, rotationSetOf } from '../rotation.ts';
import { withoutCopies } from '../without-copies.ts';

/** A file that the user did not name: it lies beside one that he named, and has a name of the same log. */
export type MaybeSibling = FoundFile & { readonly sibling?: true };

/** The files of a log that the user named, with those beside it that it was rotated to, or goes on in. Older first. */
export async function withSiblings(
  files: readonly FoundFile[],
  given: FoundFile,
): Promise<readonly MaybeSibling[]> {
  const known = new Set(files.map(({ path }) => path));
  const [set] = groupRotations<MaybeSibling>([...files, ...(await siblingsOf(given, known))]);
  const kept = await withoutCopies(set?.files ?? []);
  return kept.files;
}

async function siblingsOf(given: FoundFile, known: ReadonlySet<string>): Promise<readonly MaybeSibling[]> {
  const folder = dirname(given.path);
  const set = rotationSetOf(given.path);
  const names = await readdir(folder).catch(() => []);
  const paths = names.map((name) => join(folder, name));
  const siblings: MaybeSibling[] = [];
  for (const path of paths.filter((one) => rotationSetOf(one) === set && !known.has(one))) {
    const stats = await stat(path, { bigint: true }).catch(() => undefined);
    if (!stats?.isFile()) continue;
    const name = join(dirname(given.name), basename(path));
    siblings.push({ ...given, name, path, sibling: true, linked: false, ...diskFacts(stats) });
  }
  return siblings;
}
