import { clamp } from './clamp.ts';

export interface Secret {
  readonly label: string;
  readonly path: string;
  /** Ordinary work also opens it, such as a project's `.env`. */
  readonly weak: boolean;
}

export const cloudMetadata = 'cloud metadata';
const metadataHosts = ['169.254.169.254', 'metadata.google.internal', '100.100.100.200'];

/** Parts of lower-case paths. */
const strong: readonly (readonly [string, string])[] = [
  ['.ssh/id_', 'SSH key'],
  ['.ssh/identity', 'SSH key'],
  ['/etc/shadow', '/etc/shadow'],
  ['/etc/gshadow', '/etc/gshadow'],
  ['.aws/credentials', 'AWS credentials'],
  ['application_default_credentials.json', 'Google Cloud credentials'],
  ['.config/gcloud/credentials.db', 'Google Cloud credentials'],
  ['.azure/msal_token_cache', 'Azure credentials'],
  ['.config/gh/hosts.yml', 'GitHub token'],
  ['.git-credentials', 'Git credentials'],
  ['.docker/config.json', 'registry credentials'],
  ['.netrc', '.netrc'],
  ['.pgpass', '.pgpass'],
  ['.vault-token', 'Vault token'],
  ['.gnupg/private-keys', 'GnuPG key'],
  ['.password-store/', 'password store'],
  ['/keychains/', 'keychain'],
  ['/keyrings/', 'keyring'],
  ['cookies.sqlite', 'browser cookies'],
  ['logins.json', 'browser passwords'],
  ['login data', 'browser passwords'],
  ['auth-profiles', "OpenClaw's model keys"],
  ['.openclaw/credentials', "OpenClaw's credentials"],
  ['openclaw/identity/device', "OpenClaw's device key"],
];

const weak: readonly (readonly [string, string])[] = [
  ['openclaw.json', "OpenClaw's settings"],
  ['openclaw.sqlite', "OpenClaw's database"],
  ['openclaw-agent.sqlite', "OpenClaw's database"],
  ['exec-approvals.json', "OpenClaw's approvals"],
  ['.kube/config', 'Kubernetes access'],
  ['.npmrc', '.npmrc'],
  ['.pypirc', '.pypirc'],
];

export function secretAt(word: string): Secret | undefined {
  const path = word.slice(word.lastIndexOf('@') + 1);
  const lower = path.toLowerCase();
  const metadata = metadataOf(lower);
  if (metadata) return { ...metadata, path: clamp(path, 80) };
  // What another machine serves under such a name is no secret of this one.
  if (lower.endsWith('.pub') || (lower.includes('://') && !lower.startsWith('file:'))) return undefined;
  const label = labelIn(strong, lower) ?? environOf(lower);
  if (label !== undefined) return { label, path: clamp(path, 80), weak: false };
  const weakLabel = labelIn(weak, lower) ?? dotenvOf(lower);
  return weakLabel === undefined ? undefined : { label: weakLabel, path: clamp(path, 80), weak: true };
}

/** False for almost every command: a look before its words are taken apart. */
export function mayNameSecret(command: string): boolean {
  const lower = command.toLowerCase();
  if (labelIn(strong, lower) !== undefined || labelIn(weak, lower) !== undefined) return true;
  return (
    lower.includes('.env') || lower.includes('/environ') || metadataHosts.some((host) => lower.includes(host))
  );
}

function labelIn(table: readonly (readonly [string, string])[], lower: string): string | undefined {
  for (const [part, label] of table) if (lower.includes(part)) return label;
  return undefined;
}

/** Of a cloud machine's metadata only some pages are credentials. */
function metadataOf(lower: string): { readonly label: string; readonly weak: boolean } | undefined {
  if (!metadataHosts.some((host) => lower.includes(host))) return undefined;
  const weak = !['credential', 'token', 'identity'].some((word) => lower.includes(word));
  return { label: cloudMetadata, weak };
}

function environOf(lower: string): string | undefined {
  const start = lower.indexOf('/proc/');
  return start >= 0 && lower.indexOf('/environ', start) > 0 ? "a process's environment" : undefined;
}

/** `.env` and `.env.production`, but no example of one. */
function dotenvOf(lower: string): string | undefined {
  const name = lower.slice(lower.lastIndexOf('/') + 1);
  if (name !== '.env' && !name.startsWith('.env.')) return undefined;
  return ['example', 'sample', 'template', 'dist', 'test'].some((word) => name.endsWith(word))
    ? undefined
    : '.env';
}
