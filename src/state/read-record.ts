import { join } from 'node:path';
import { shellWord } from '../facts/shell-word.ts';
import type { Json } from '../model/json.ts';
import { type Disk, realDisk } from './disk.ts';
import { type Header, readBody, readHeader } from './record-format.ts';
import { hasCode, reasonOf, StateError } from './state-error.ts';
import { currentVersion, type Upgrades, upgrade, upgradesOf } from './upgrades.ts';

export interface ReadOptions {
  readonly disk?: Disk;
  readonly upgrades?: Upgrades;
}

/** The saved value without its lock: what was whole when it was read. `undefined` when nothing was ever saved. */
export async function readRecord(
  folder: string,
  name: string,
  { disk = realDisk, upgrades = upgradesOf(name) }: ReadOptions = {},
): Promise<Json | undefined> {
  const path = recordPath(folder, name);
  const file = await bytesOf(path, disk);
  if (!file) return undefined;
  const header = readHeader(file);
  if (typeof header === 'string') throw damaged(path, header);
  if (header.name !== name) throw damaged(path, `it holds the ${header.name} state, not the ${name} state`);
  if (header.version > currentVersion(upgrades)) throw newer(path, header, currentVersion(upgrades));
  return await decode({ path, file, header, upgrades });
}

export function recordPath(folder: string, name: string): string {
  return join(folder, `${name}.state`);
}

async function bytesOf(path: string, disk: Disk): Promise<Buffer | undefined> {
  try {
    return await disk.readFile(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    const why = `the saved state ${path} cannot be read: ${reasonOf(error)}`;
    throw new StateError('UNREADABLE', `${why}; let this user read it, or choose another --state-dir`, {
      cause: error,
    });
  }
}

async function decode({
  path,
  file,
  header,
  upgrades,
}: {
  path: string;
  file: Buffer;
  header: Header;
  upgrades: Upgrades;
}): Promise<Json> {
  try {
    const body = await readBody(file, header);
    if ('problem' in body) throw damaged(path, body.problem);
    return upgrade(JSON.parse(body.text), header.version, upgrades);
  } catch (error) {
    throw error instanceof StateError ? error : damaged(path, reasonOf(error), error);
  }
}

function damaged(path: string, why: string, cause?: unknown): StateError {
  return new StateError('DAMAGED', `the saved state ${path} is damaged: ${why}. ${wayOut(path)}`, { cause });
}

function newer(path: string, { version, tool }: Header, known: number): StateError {
  const writer = tool === undefined ? '' : ` by openclaw-audit ${tool}`;
  return new StateError(
    'NEWER',
    `the saved state ${path} was written${writer} in version ${version}, and this one knows ${known}. ` +
      `Run the newer openclaw-audit. ${wayOut(path)}`,
  );
}

/** Nothing is dropped for the user: he decides, and knows what it costs. */
function wayOut(path: string): string {
  return (
    `To begin anew, move it away: mv ${shellWord(path)} ${shellWord(`${path}.bad`)}. ` +
    'What was learnt, what was being counted and alerts that were not yet delivered are then lost; ' +
    'what the evidence still holds is read again, and its findings keep their ids'
  );
}
