import type { Surroundings } from '../model/alert.ts';

/** What a program needs to find itself, and what the settings name: not the secrets of other sinks. */
export function programEnvironment(
  { env }: Pick<Surroundings, 'env'>,
  names: readonly string[],
): { [name: string]: string } {
  const chosen = [...usual, ...names].flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(chosen);
}

const usual = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'XDG_RUNTIME_DIR',
  'SystemRoot',
  'PATHEXT',
  'USERPROFILE',
  'APPDATA',
  'TEMP',
];
