import { dirname, join, resolve } from 'node:path';
import { stateFolderOf } from '../../sources/discover.ts';
import { isInside, stateFolder } from '../../state/state-folder.ts';
import { AuditError } from '../audit-error.ts';
import type { RawOptions } from '../options.ts';
import { passedOptions } from './passed-options.ts';
import { type Plan, systemStateRoot, type UnitFolders, unitNames } from './plan.ts';

/** Who asks, and where. */
export interface Caller {
  readonly environment: { readonly [name: string]: string | undefined };
  readonly home: string;
  /** Of whoever the gateway belongs to: behind `sudo`, the user that called it. */
  readonly gatewayHome: string;
  readonly temporaryFolder: string;
  /** Node and the program. */
  readonly program: readonly string[];
}

export async function makePlan(
  { paths, options, scope }: { paths: readonly string[]; options: RawOptions; scope: Plan['scope'] },
  caller: Caller,
): Promise<Plan> {
  if (paths.includes('-')) throw new AuditError('USAGE', 'a schedule has no standard input; name a file');
  const { environment, home, gatewayHome, temporaryFolder, program } = caller;
  const profile = profileOf(options);
  const plan: Plan = {
    scope,
    program,
    options: passedOptions(options),
    paths: paths.map((path) => resolve(path)),
    stateFolder: stateFolderFor(scope, { option: options.stateDir, profile, environment, home }),
    statedFolder: options.stateDir === undefined ? undefined : resolve(options.stateDir),
    gatewayFolder: stateFolderOf({
      environment,
      home: gatewayHome,
      temporaryFolder,
      ...(profile && { profile }),
    }),
    profile,
    folders: foldersOf(scope, { environment, home }),
  };
  await refuseWhatCannotWork(plan);
  return plan;
}

function profileOf({ profile }: RawOptions): string | undefined {
  if (profile === undefined || profile === '' || profile === 'default') return undefined;
  if (/^[\w.-]{1,100}$/.test(profile)) return profile;
  throw new AuditError('USAGE', `--profile: a unit cannot be named after "${profile}"`);
}

type Place = Pick<Caller, 'environment' | 'home'>;

function stateFolderFor(
  scope: Plan['scope'],
  { option, profile, environment, home }: Place & { option: string | undefined; profile: string | undefined },
): string {
  if (option !== undefined) return resolve(option);
  const { follower } = unitNames(profile);
  const root = scope === 'system' ? systemStateRoot : dirname(stateFolder(undefined, environment, home));
  return join(root, follower);
}

function foldersOf(scope: Plan['scope'], { environment, home }: Place): UnitFolders {
  const settings = environment.XDG_CONFIG_HOME || join(home, '.config');
  const units = scope === 'system' ? '/etc/systemd/system' : join(settings, 'systemd', 'user');
  return { units, users: '/etc/sysusers.d' };
}

async function refuseWhatCannotWork({
  program,
  options,
  paths,
  stateFolder,
  gatewayFolder,
}: Plan): Promise<void> {
  const odd = [...program, ...options, ...paths, stateFolder, gatewayFolder].find((word) =>
    /\p{Cc}/u.test(word),
  );
  if (odd !== undefined)
    throw new AuditError('USAGE', `${odd}: a control character cannot be part of a schedule`);
  if (await isInside(stateFolder, gatewayFolder))
    throw new AuditError(
      'USAGE',
      `--state-dir: ${stateFolder} lies in the gateway's folder, where the watched agent can write; choose another`,
    );
}
