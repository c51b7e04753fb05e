import type { SourceKind } from '../model/source.ts';

/** What a path says of the file that lies there. */
export interface Place {
  readonly kind?: SourceKind;
  readonly agentId?: string;
  readonly sessionId?: string;
  /** A database of the gateway, or of one of its agents. */
  readonly database?: true;
}

/** Evidence, a file that is not, or one that needs no mention because its database has it. */
export type PlaceVerdict =
  | { readonly verdict: 'evidence'; readonly place: Place }
  | { readonly verdict: 'ignored'; readonly note?: string }
  | { readonly verdict: 'unmentioned' };

const packed = /\.(?:gz|zst)$/;
const gatewayLog =
  /^(?:gateway|openclaw|openclaw(?:-[a-z0-9-]{1,230})?-\d{4}-\d{2}-\d{2})(?:\.\d{1,4})?\.log(?:\.\d{1,4}|-\d{8})?$/;
const anyLog = /\.(?:log|ndjson)(?:\.\d{1,4}|-\d{8,10})?$/;
const ledgerPage = /^audit[^/]{0,200}\.json$/i;
const databases = new Set(['openclaw.sqlite', 'openclaw-agent.sqlite']);
const auditLines = /^audit[^/]{0,200}\.(?:ndjson|jsonl)(?:\.\d{1,4})?$/i;

/** Judges a file in a folder by its place, as the last parts of its absolute path. */
export function judgePlace(
  path: string,
  { inStateFolder }: { readonly inStateFolder: boolean },
): PlaceVerdict {
  const parts = path.split(/[\\/]/);
  const name = parts.at(-1) ?? '';
  if (/\.sqlite(?:-(?:wal|shm|journal))?$/.test(name)) return judgeDatabase(path, name);
  // Read by name: for the gateway's settings, and for whose transcript a file is.
  if (name === 'openclaw.json' && inStateFolder) return { verdict: 'unmentioned' };
  if (agentOf(parts)) return judgeInSessions(parts, name);
  if (isEvidenceName(name, inStateFolder) || (inStateFolder && stateFileKind(parts)))
    return { verdict: 'evidence', place: placeOf(path) };
  return { verdict: 'ignored' };
}

function judgeDatabase(path: string, name: string): PlaceVerdict {
  if (!name.endsWith('.sqlite')) return { verdict: 'unmentioned' };
  return databases.has(name)
    ? { verdict: 'evidence', place: placeOf(path) }
    : { verdict: 'ignored', note: 'a database that holds no evidence' };
}

/** What the path of a file says that is evidence in any case. */
export function placeOf(path: string): Place {
  const parts = path.split(/[\\/]/);
  const name = (parts.at(-1) ?? '').replace(packed, '');
  if (name.endsWith('.sqlite')) return databasePlace(parts);
  const agentId = agentOf(parts);
  const sessionId = sessionIdOf(name);
  if (agentId !== undefined && sessionId !== undefined) return { kind: 'transcript', agentId, sessionId };
  const kind = stateFileKind(parts) ?? kindOf(name, parts.at(-2));
  return kind === undefined ? {} : { kind };
}

function databasePlace(parts: readonly string[]): Place {
  const agentId = parts.at(-2) === 'agent' && parts.at(-4) === 'agents' ? parts.at(-3) : undefined;
  return { database: true, ...(agentId !== undefined && { agentId }) };
}

function judgeInSessions(parts: readonly string[], name: string): PlaceVerdict {
  if (name === 'sessions.json') return { verdict: 'unmentioned' };
  const place = placeOf(parts.join('/'));
  return place.kind === 'transcript' ? { verdict: 'evidence', place } : { verdict: 'ignored' };
}

function agentOf(parts: readonly string[]): string | undefined {
  return parts.at(-2) === 'sessions' && parts.at(-4) === 'agents' ? parts.at(-3) : undefined;
}

/** Of `<id>.jsonl`, `<id>-topic-<thread>.jsonl` and what a reset or deletion left of them. */
function sessionIdOf(name: string): string | undefined {
  const end = name.indexOf('.jsonl');
  if (end < 1 || !/^(?:\.(?:reset|deleted)\.[\w.:-]{1,100})?$/.test(name.slice(end + '.jsonl'.length)))
    return undefined;
  const [id = ''] = name.slice(0, end).split('-topic-', 1);
  return /^[\w-]{1,200}$/.test(id) ? id : undefined;
}

function isEvidenceName(name: string, inStateFolder: boolean): boolean {
  const plain = name.replace(packed, '');
  if (anyLog.test(plain) || ledgerPage.test(plain) || auditLines.test(plain)) return true;
  if (plain === 'config-audit.jsonl') return true;
  return !inStateFolder && /\.jsonl(?:\.\d{1,4})?$/.test(plain);
}

/** Files of a state folder that are evidence there and nowhere else, by their folders and names. */
const stateFiles: readonly (readonly [SourceKind, RegExp])[] = [
  ['paired-devices', /(?:^|\/)devices\/(?:paired|pending)\.json$/],
  ['channel-pairing', /(?:^|\/)credentials\/[\w.]{1,60}-pairing\.json$/],
  ['exec-allowlist', /(?:^|\/)exec-approvals\.json$/],
  ['cron-log', /(?:^|\/)cron\/runs\/[^/]{1,200}\.jsonl$/],
  ['file-transfer', /(?:^|\/)audit\/file-transfer\.jsonl$/],
];

function stateFileKind(parts: readonly string[]): SourceKind | undefined {
  const path = parts.slice(-3).join('/');
  return stateFiles.find(([, pattern]) => pattern.test(path))?.[0];
}

// Only the names that can mean one thing alone: `audit.jsonl` may be a ledger or a plain audit log.
function kindOf(name: string, folder: string | undefined): SourceKind | undefined {
  if (/^config-audit(?:\.\d{1,4})?\.jsonl(?:\.\d{1,4})?$/.test(name)) return 'config-audit';
  if (folder === 'logs' && /^commands(?:\.\d{1,4})?\.log(?:\.\d{1,4})?$/.test(name)) return 'commands';
  if (gatewayLog.test(name)) return 'gateway-log';
  return ledgerPage.test(name) ? 'ledger' : undefined;
}
