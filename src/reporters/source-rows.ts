import type { SourceCoverage } from '../model/coverage.ts';

/** A source, or many of one kind as one. */
export interface SourceRow {
  /** The file; of many, the folder that all lie under. */
  readonly name: string;
  readonly files: number;
  readonly kind: string;
  readonly gateway: string;
  readonly records: number;
  readonly events: number;
  readonly unreadable: number;
  readonly first: number | null;
  readonly last: number | null;
}

/** More sources of one kind than this are shown as one row. */
const fewSources = 3;

export function sourceRows(sources: readonly SourceCoverage[], all: boolean): readonly SourceRow[] {
  const groups = new Map<string, SourceCoverage[]>();
  for (const source of sources) {
    const key = JSON.stringify([source.gateway, source.kind]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [source]);
    else group.push(source);
  }
  return [...groups.values()].flatMap((group) =>
    all || group.length <= fewSources ? group.map((source) => ({ ...source, files: 1 })) : [oneRow(group)],
  );
}

/** How many files a row stands for, before its name. */
export function filesOf({ files, name }: SourceRow): string {
  if (files === 1) return '';
  return name === '' ? `${files} files` : `${files} files in `;
}

/** From the first to the last time that the sources tell of. */
export function seenSpan(
  sources: readonly { readonly first: number | null; readonly last: number | null }[],
): { readonly first: number; readonly last: number } | undefined {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const source of sources) {
    first = Math.min(first, source.first ?? first);
    last = Math.max(last, source.last ?? last);
  }
  return first <= last ? { first, last } : undefined;
}

function oneRow(group: readonly SourceCoverage[]): SourceRow {
  const sum = (field: 'records' | 'events' | 'unreadable') =>
    group.reduce((total, source) => total + source[field], 0);
  const seen = seenSpan(group);
  return {
    name: folderOf(group),
    files: group.length,
    kind: group[0]?.kind ?? 'unknown',
    gateway: group[0]?.gateway ?? '',
    records: sum('records'),
    events: sum('events'),
    unreadable: sum('unreadable'),
    first: seen?.first ?? null,
    last: seen?.last ?? null,
  };
}

/** The folder that all of them lie under. */
function folderOf(group: readonly SourceCoverage[]): string {
  let folder = parent(group[0]?.name ?? '');
  for (const { name } of group) {
    while (folder !== '' && !name.startsWith(`${folder}/`)) folder = parent(folder);
  }
  return folder;
}

function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
