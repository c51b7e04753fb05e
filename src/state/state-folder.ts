import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** Of `--state-dir`, else the usual place of this user. */
export function stateFolder(
  option: string | undefined,
  environment: { readonly [name: string]: string | undefined },
  home: string,
): string {
  if (option !== undefined) return resolve(option);
  const usual = environment.XDG_STATE_HOME;
  // The XDG specification: a relative path there means nothing.
  return join(usual && isAbsolute(usual) ? usual : join(home, '.local', 'state'), 'openclaw-audit');
}

/** Whether a folder, which need not exist yet, is or lies in another, whatever links lead there. */
export async function isInside(folder: string, container: string): Promise<boolean> {
  const way = relative(await realPath(container), await realPath(folder));
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
}

/** Resolves the links of what exists; the rest is as written. */
async function realPath(path: string): Promise<string> {
  const absolute = resolve(path);
  const parent = dirname(absolute);
  return await realpath(absolute).catch(async () =>
    parent === absolute ? absolute : join(await realPath(parent), basename(absolute)),
  );
}
