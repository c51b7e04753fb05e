import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';

/** Where the evidence of an archive came from: nothing of it is the gateway's usual places. */
export interface Origin {
  readonly paths: readonly string[];
  readonly profile?: string | undefined;
}

/** `<state>/archive`, with a folder for each gateway; evidence from other places has a room of its own. */
export function archiveRoot(stateFolder: string, origin: Origin): string {
  const mark = originMark(origin);
  return join(stateFolder, mark === '' ? 'archive' : `archive-${mark}`);
}

/** Tells one place of evidence from another in the names of files; empty for the usual places. */
export function originMark({ paths, profile }: Origin): string {
  if (paths.length === 0 && profile === undefined) return '';
  const places = paths.map((path) => (path === '-' ? path : resolve(path))).sort();
  return createHash('sha256')
    .update(JSON.stringify([profile ?? null, ...places]))
    .digest('hex')
    .slice(0, 8);
}

/** A gateway's name as the name of one folder. */
export function folderName(gateway: string): string {
  // A lone surrogate has no place in the name of a file.
  const name = encodeURIComponent(Buffer.from(gateway).toString()).replaceAll('*', '%2A');
  if (name.length > 200)
    return `${name.slice(0, 150)}%-${createHash('sha256').update(gateway).digest('hex').slice(0, 16)}`;
  return /^\.*$/.test(name) ? `%2E${name.slice(1)}` : name;
}

/** The gateway that a folder is named after, as far as its name tells. */
export function gatewayNamed(folder: string): string {
  try {
    return decodeURIComponent(folder);
  } catch {
    return folder;
  }
}
