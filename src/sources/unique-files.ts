import { compareText } from './compare-text.ts';
import type { FoundFile } from './found.ts';

/** Each file once, whatever its names and however often it was given; sorted by path. */
export function uniqueFiles(files: readonly FoundFile[]): FoundFile[] {
  const unique = new Map<string, FoundFile>();
  for (const file of files) {
    const key = file.identity ?? file.path;
    const known = unique.get(key);
    unique.set(key, known === undefined ? file : better(known, file));
  }
  return [...unique.values()].sort((a, b) => compareText(a.path, b.path));
}

/** The name that says more about the file, whichever came first. */
function better(a: FoundFile, b: FoundFile): FoundFile {
  const [first] = [a, b].sort(
    (one, other) =>
      toldBy(other) - toldBy(one) ||
      Number(one.linked) - Number(other.linked) ||
      compareText(one.path, other.path) ||
      compareText(one.name, other.name),
  );
  return { ...(first ?? a), given: a.given || b.given };
}

function toldBy({ kind, stateFolder, agentId }: FoundFile): number {
  return [kind, stateFolder, agentId].filter((fact) => fact !== undefined).length;
}
