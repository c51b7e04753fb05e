import type { BigIntStats } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { compareText } from './compare-text.ts';
import { type Found, type FoundFile, nothingFound } from './found.ts';
import { diskFacts } from './open-file.ts';
import type { OpenOptions } from './open-options.ts';
import { assemble, type Opened } from './opened.ts';
import { placeOf } from './place.ts';
import { standardInput } from './standard-input.ts';
import { stateFolderAbove } from './state-folder.ts';
import { unreadable } from './unreadable.ts';
import { walkFolder } from './walk-folder.ts';

export interface PathOptions extends OpenOptions {
  /** What `-` reads; the process's own standard input. */
  readonly standardInput?: AsyncIterable<Uint8Array>;
}

/** A path that the user gave and that is not there. */
export class MissingPathError extends Error {
  readonly code = 'MISSING';
  readonly path: string;

  constructor(path: string) {
    super(`${path}: no such file or folder`);
    this.path = path;
  }
}

/** Opens what the user gave: files, folders and `-`. Throws `MissingPathError` for a path that is not there. */
export async function openPaths(paths: readonly string[], options: PathOptions = {}): Promise<Opened> {
  const found = nothingFound();
  const given = [...new Set(paths)].filter((path) => path !== '-');
  const folders: Target[] = [];
  for (const target of await statAll(given, found)) {
    if (target.stats.isDirectory()) folders.push(target);
    else await addFile(target, found);
  }
  // Outer folders first: what lies in two given folders is found on the same way in any order.
  folders.sort((a, b) => (a.path === b.path ? compareText(a.name, b.name) : compareText(a.path, b.path)));
  for (const folder of folders) await walkFolder(folder, found);
  const opened = await assemble(found, { ...options, roots: folders.length });
  return paths.includes('-') ? withStandardInput(opened, options) : opened;
}

interface Target {
  readonly name: string;
  readonly path: string;
  readonly stats: BigIntStats;
}

async function statAll(names: readonly string[], found: Found): Promise<Target[]> {
  const targets: Target[] = [];
  for (const name of [...names].sort(compareText)) {
    if (name === '') throw new MissingPathError('""');
    const path = resolve(name);
    try {
      targets.push({ name, path, stats: await stat(path, { bigint: true }) });
    } catch (error) {
      if (isMissing(error)) throw new MissingPathError(name);
      found.problems.push(unreadable(name, error));
    }
  }
  return targets;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

async function addFile({ name, path, stats }: Target, found: Found): Promise<void> {
  const stateFolder = await stateFolderAbove(path);
  if (stateFolder !== undefined && !found.stateFolders.has(stateFolder)) {
    found.stateFolders.set(stateFolder, undefined);
  }
  const file: FoundFile = {
    ...placeOf(path),
    name,
    path,
    linked: (await lstat(path)).isSymbolicLink(),
    given: true,
    ...(stats.isFile() && diskFacts(stats)),
    ...(stateFolder !== undefined && { stateFolder }),
  };
  found.files.push(file);
}

function withStandardInput(opened: Opened, options: PathOptions): Opened {
  const source = standardInput(options.standardInput ?? process.stdin, options.limit);
  const gateway = opened.gatewayName === undefined ? {} : { gateway: opened.gatewayName };
  return { ...opened, sources: [...opened.sources, { ...source, ...gateway }] };
}
