import { readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Found, nothingFound } from './found.ts';
import { readGatewayConfig } from './gateway-config.ts';
import { diskFacts } from './open-file.ts';
import type { OpenOptions } from './open-options.ts';
import { assemble, type Opened } from './opened.ts';
import { rotationSetOf } from './rotation.ts';
import { unreadable } from './unreadable.ts';
import { walkFolder } from './walk-folder.ts';

/** Where this process runs: all that decides where a gateway keeps its evidence. */
export interface Surroundings {
  readonly environment: { readonly [name: string]: string | undefined };
  readonly home: string;
  /** `os.tmpdir()` */
  readonly temporaryFolder: string;
  readonly userId?: number;
  /** Of a named profile, as in `openclaw --profile`. */
  readonly profile?: string;
  /** `/tmp/openclaw`, where gateways of all profiles log by default. */
  readonly sharedLogFolder?: string;
}

/** The gateway's own evidence, where it keeps it when nobody says otherwise. Nothing there is no error. */
export async function discover(surroundings: Surroundings, options: OpenOptions = {}): Promise<Opened> {
  const found = nothingFound();
  const state = stateFolderOf(surroundings);
  if (await isFolder(state)) await walkFolder({ name: state, path: state }, found);
  await addConfiguredLog({ state, home: surroundings.home }, found);
  for (const folder of await temporaryLogFolders(surroundings, state)) {
    await addDailyLogs({ folder, state, ...surroundings }, found);
  }
  return await assemble(found, { ...options, roots: 2 });
}

/** The state folder of the gateway that these surroundings mean, whether it exists or not. */
export function stateFolderOf({ environment, home, profile }: Surroundings): string {
  const set = environment.OPENCLAW_STATE_DIR?.trim();
  if (set) return resolve(expandHome(set, home));
  return join(home, isNamed(profile) ? `.openclaw-${profile}` : '.openclaw');
}

/** Where such a gateway leaves evidence, whether the folders exist or not. */
export async function gatewayFolders(surroundings: Surroundings): Promise<readonly string[]> {
  const state = stateFolderOf(surroundings);
  return [state, join(state, 'logs'), ...(await temporaryLogFolders(surroundings, state))];
}

function isNamed(profile: string | undefined): profile is string {
  return profile !== undefined && profile !== '' && profile !== 'default';
}

function expandHome(path: string, home: string): string {
  return /^~(?:[\\/]|$)/.test(path) ? join(home, path.slice(1)) : path;
}

/** An audit that runs as another user looks where the owner of the gateway's folder logs. */
async function temporaryLogFolders(
  { temporaryFolder, userId, sharedLogFolder }: Surroundings,
  state: string,
): Promise<readonly string[]> {
  const owner = await stat(state).then(
    ({ uid }) => uid,
    () => undefined,
  );
  const users = userId === undefined ? [] : [userId, owner ?? userId];
  const ofUsers = users.length === 0 ? ['openclaw'] : [...new Set(users)].map((user) => `openclaw-${user}`);
  return [sharedLogFolder ?? '/tmp/openclaw', ...ofUsers.map((name) => join(temporaryFolder, name))];
}

async function addConfiguredLog(where: { state: string; home: string }, found: Found): Promise<void> {
  const { config, problem } = await readGatewayConfig(join(where.state, 'openclaw.json'));
  if (problem) found.problems.push(problem);
  if (config?.loggingFile === undefined) return;
  const file = resolve(where.state, expandHome(config.loggingFile, where.home));
  const set = rotationSetOf(file);
  const paths = (await namesIn(dirname(file)))
    .map((name) => join(dirname(file), name))
    .filter((path) => rotationSetOf(path) === set);
  for (const path of paths) await addLog({ path, stateFolder: where.state }, found);
  if (paths.length === 0) {
    const note = 'openclaw.json says that the gateway logs there, but there is no such file';
    found.problems.push({ kind: 'unreadable', name: file, note });
  }
}

const dailyLog =
  /^openclaw(?:-([a-z0-9-]{1,230}))?-\d{4}-\d{2}-\d{2}(?:\.\d{1,4})?\.log(?:\.\d{1,4})?(?:\.gz)?$/;

/** A named profile's own files; where it has none, those without a name, as older gateways wrote for any profile. */
async function addDailyLogs(
  where: { folder: string; state: string; home: string; profile?: string },
  found: Found,
): Promise<void> {
  const logs = (await namesIn(where.folder)).flatMap((name) => {
    const match = dailyLog.exec(name);
    return match ? [{ path: join(where.folder, name), owner: match[1] }] : [];
  });
  const wanted = isNamed(where.profile) ? escapeProfile(where.profile) : undefined;
  const own = logs.filter(({ owner }) => owner === wanted);
  const unnamed = logs.filter(({ owner }) => owner === undefined);
  for (const { path } of own.length > 0 ? own : unnamed)
    await addLog({ path, stateFolder: where.state }, found);
  if (wanted !== undefined) return;
  for (const { path, owner } of logs) {
    if (owner !== undefined)
      await addLog({ path, stateFolder: join(where.home, `.openclaw-${owner}`) }, found);
  }
}

/** As the gateway writes a profile into a file name. */
function escapeProfile(profile: string): string {
  return profile.replace(/[^a-z0-9]/g, (character) => {
    if (character === '-') return '--';
    if (character === '_') return '-0';
    if (/[A-Z]/.test(character)) return `-1${character.toLowerCase()}`;
    return `-2${character.codePointAt(0)?.toString(16)}-`;
  });
}

async function addLog(log: { path: string; stateFolder: string }, found: Found): Promise<void> {
  try {
    const stats = await stat(log.path, { bigint: true });
    if (!stats.isFile()) return;
    if (!found.stateFolders.has(log.stateFolder)) found.stateFolders.set(log.stateFolder, undefined);
    found.files.push({
      ...log,
      name: log.path,
      kind: 'gateway-log',
      given: false,
      linked: false,
      ...diskFacts(stats),
    });
  } catch (error) {
    found.problems.push(unreadable(log.path, error));
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return await readdir(folder).catch(() => []);
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
