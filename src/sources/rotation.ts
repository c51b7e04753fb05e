import { basename, dirname, join } from 'node:path';
import { compareText } from './compare-text.ts';

/** Archives between two that are there; `before`: the index of the newer one. */
export interface MissingArchives {
  readonly names: string;
  readonly before: number;
}

/** Files that were one log, older first. */
export interface RotationSet<File> {
  readonly files: readonly File[];
  /** Archives that must have been there: names, or a range of them. */
  readonly missing: readonly MissingArchives[];
}

interface Rotated {
  /** The same for all files of one set. */
  readonly set: string;
  /** `2026-11-22` of a daily file, else empty. */
  readonly day: string;
  /** Digits of a dated archive (`gateway.log-20261122`), `~` for all others: they are newer. */
  readonly archived: string;
  /** A higher number is older; 0 is the live file. */
  readonly number: number;
  readonly compressed: boolean;
  readonly numbered: (number: number) => string;
}

/** Groups files by the names that log rotation gives; a file of no such name is a set of its own. */
export function groupRotations<File extends { readonly path: string }>(
  files: readonly File[],
): RotationSet<File>[] {
  const sets = new Map<string, { file: File; rotated: Rotated }[]>();
  for (const file of files) {
    const rotated = rotatedName(file.path);
    const set = sets.get(rotated.set);
    if (set) set.push({ file, rotated });
    else sets.set(rotated.set, [{ file, rotated }]);
  }
  return [...sets.values()].map((members) => {
    members.sort((a, b) => byAge(a.rotated, b.rotated) || compareText(a.file.path, b.file.path));
    return { files: members.map(({ file }) => file), missing: holes(members.map(({ rotated }) => rotated)) };
  });
}

/** The same text for all files of one rotation set. */
export function rotationSetOf(path: string): string {
  return rotatedName(path).set;
}

/** The same text for two files that stand for the same part of a log: one plain, one compressed. */
export function withoutCompression(path: string): string {
  const { set, day, archived, number } = rotatedName(path);
  return JSON.stringify([set, day, archived, number]);
}

const endings: ReadonlySet<string> = new Set(['log', 'jsonl', 'ndjson']);
const daily = /^(.{1,230})-(\d{4}-\d{2}-\d{2})$/;

function rotatedName(path: string): Rotated {
  const name = basename(path);
  const plain = name.replace(/\.(?:gz|zst)$/, '');
  const compressed = plain !== name;
  const parts = nameParts(plain);
  const day = daily.exec(parts.stem);
  return {
    set: join(dirname(path), `${day ? `${day[1]}-*` : parts.stem}.${parts.ending}`),
    day: day?.[2] ?? '',
    archived: parts.archived,
    number: parts.number,
    compressed,
    numbered: (number) => numberedName({ ...parts, number }),
  };
}

interface NameParts {
  readonly stem: string;
  readonly ending: string;
  readonly number: number;
  readonly archived: string;
  /** The number follows the ending: `x.log.1`, not `x.1.log`. */
  readonly after: boolean;
}

function nameParts(name: string): NameParts {
  const parts = name.split('.');
  const last = parts.at(-1) ?? '';
  const beforeLast = parts.at(-2) ?? '';
  const stem = parts.slice(0, -2).join('.');
  const undated = { number: 0, archived: '~', after: false };
  if (isNumber(beforeLast) && endings.has(last)) {
    return { ...undated, stem, ending: last, number: Number(beforeLast) };
  }
  if (isNumber(last) && endings.has(beforeLast)) {
    return { ...undated, stem, ending: beforeLast, number: Number(last), after: true };
  }
  const date = /^log-(\d{8}(?:\d{2})?)$/.exec(last)?.[1];
  if (date !== undefined)
    return { ...undated, stem: parts.slice(0, -1).join('.'), ending: 'log', archived: date };
  if (endings.has(last)) return { ...undated, stem: parts.slice(0, -1).join('.'), ending: last };
  return { ...undated, stem: name, ending: '' };
}

function isNumber(text: string): boolean {
  return /^\d{1,4}$/.test(text);
}

function numberedName({ stem, ending, number, after }: NameParts): string {
  return after ? `${stem}.${ending}.${number}` : `${stem}.${number}.${ending}`;
}

function byAge(a: Rotated, b: Rotated): number {
  return (
    compareText(a.day, b.day) ||
    compareText(a.archived, b.archived) ||
    b.number - a.number ||
    Number(b.compressed) - Number(a.compressed)
  );
}

function holes(oldestFirst: readonly Rotated[]): readonly MissingArchives[] {
  const missing: MissingArchives[] = [];
  for (let i = 1; i < oldestFirst.length; i++) {
    const older = oldestFirst[i - 1];
    const newer = oldestFirst[i];
    if (!older || !newer || older.day !== newer.day || older.archived !== newer.archived) continue;
    if (older.number - newer.number < 2) continue;
    const first = older.numbered(newer.number + 1);
    const last = older.numbered(older.number - 1);
    missing.push({ names: first === last ? first : `${first} to ${last}`, before: i });
  }
  return missing;
}
