import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { stateFolder } from '../../state/state-folder.ts';
import { AuditError } from '../audit-error.ts';

/** What a watch looks at: the paths that were given, and the folders of gateways found there. */
export function watchedPlaces(
  paths: readonly string[],
  gateways: readonly { readonly folder: string }[],
): readonly string[] {
  const given = paths.filter((path) => path !== '-').map((path) => resolve(path));
  return [...new Set([...given, ...gateways.map(({ folder }) => resolve(folder))])];
}

/** Two watches in one record would forget each other's findings, and tell old lines as new. */
export function refuseStateOfAnother(
  stateDir: string | undefined,
  before: readonly string[] = [],
  now: readonly string[] = [],
): void {
  if (before.length === 0 || now.length === 0 || now.some((place) => before.includes(place))) return;
  const state = stateFolder(stateDir, process.env, homedir());
  const whose = `the state in ${state} is that of a watch of ${before.join(', ')}`;
  throw new AuditError('USAGE', `${whose}: give this one a folder of its own with --state-dir`);
}
