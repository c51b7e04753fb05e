import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { AuditEvent } from '../model/event.ts';
import type { SourceKind } from '../model/source.ts';
import { counted } from '../reporters/counted.ts';
import { discover, gatewayFolders } from '../sources/discover.ts';
import type { OpenOptions } from '../sources/open-options.ts';
import { MissingPathError, openPaths } from '../sources/open-paths.ts';
import type { Opened } from '../sources/opened.ts';
import { AuditError } from './audit-error.ts';
import { type ReadEvidence, type ReadOptions, readEvidence } from './read-evidence.ts';

/** Which evidence is read, and how. Times in milliseconds. */
export interface EvidenceRequest {
  readonly paths: readonly string[];
  readonly now: number;
  readonly since: number | undefined;
  readonly until: number | undefined;
  readonly lookback: number;
  readonly gateway: string | undefined;
  readonly profile: string | undefined;
  readonly kind: SourceKind | undefined;
  readonly transcripts: boolean;
  readonly trustedProxies: readonly string[] | undefined;
  readonly proxyHosts: readonly string[] | undefined;
  readonly arrange?: ReadOptions['arrange'];
  readonly learn?: ReadOptions['learn'];
  /** May refuse what was found, before it is read. */
  readonly admit?: (opened: Opened) => Promise<void>;
  /** Whether databases are opened or listed alone. */
  readonly databases?: OpenOptions['databases'];
  /** There is evidence elsewhere, so that none here is no error. */
  readonly mayBeNone?: boolean;
}

/** Finds, opens and reads the evidence; throws an `AuditError` when there is none. */
export async function read(
  request: EvidenceRequest,
  visit: (event: AuditEvent) => void,
  pause?: () => Promise<void>,
): Promise<ReadEvidence> {
  const oldest = oldestOf(request);
  const opened = await openEvidence(request);
  const isNone = opened.sources.length === 0 && opened.problems.length === 0;
  if (isNone && !request.mayBeNone) throw noEvidence(request, opened);
  await request.admit?.(opened);
  return readEvidence(opened, { ...request, oldest, pause }, visit);
}

/** Events before it are not looked at, and files last written before it are not opened. */
export function oldestOf({ since, lookback }: EvidenceRequest): number {
  return since === undefined ? Number.NEGATIVE_INFINITY : since - lookback;
}

/** Looks where the evidence lies; throws an `AuditError` for a path that is not there. */
export async function openEvidence(request: EvidenceRequest): Promise<Opened> {
  const { paths, transcripts, profile, databases = 'read' } = request;
  const oldest = oldestOf(request);
  const options = { transcripts, databases, ...(Number.isFinite(oldest) && { oldest }) };
  if (paths.length === 0) return discover(surroundings(profile), options);
  try {
    return await openPaths(paths, { ...options, standardInput: process.stdin });
  } catch (error) {
    if (error instanceof MissingPathError)
      throw new AuditError('NO_EVIDENCE', error.message, { cause: error });
    throw error;
  }
}

/** Folders where evidence may come to lie. */
export async function placesOf({ paths, profile }: EvidenceRequest): Promise<readonly string[]> {
  if (paths.length === 0) return await gatewayFolders(surroundings(profile));
  const given = paths.filter((path) => path !== '-').map((path) => resolve(path));
  return given.flatMap((path) => [path, join(path, 'logs')]);
}

function surroundings(profile: string | undefined) {
  const userId = process.getuid?.();
  return {
    environment: process.env,
    home: homedir(),
    temporaryFolder: tmpdir(),
    ...(userId !== undefined && { userId }),
    ...(profile && { profile }),
  };
}

function noEvidence({ paths, profile, since }: EvidenceRequest, { ignored }: Opened): AuditError {
  const usual = `in the places where an OpenClaw gateway leaves it${profile ? ` (~/.openclaw-${profile})` : ''}`;
  const where = paths.length > 0 ? `in ${paths.join(', ')}` : usual;
  const instead = ignored.length > 0 ? ` (${counted(ignored.length, 'file')} left alone)` : '';
  const old =
    since === undefined ? '' : '; what was last written before --since and --lookback is not opened';
  return new AuditError(
    'NO_EVIDENCE',
    `no evidence found ${where}${instead}${old}: name a state folder (such as ~/.openclaw), a log file, or - for standard input`,
  );
}
