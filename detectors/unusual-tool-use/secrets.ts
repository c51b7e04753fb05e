import { isCarrier } from './commands/network.ts';
import type { Step } from './commands/steps.ts';
import { clamp } from './sign.ts';

export interface Secret {
  readonly label: string;
  readonly path: string;
  /** Ordinary work also opens it, such as a project's `.env`. */
  readonly weak: boolean;
}

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
  ['169.254.169.254', 'cloud metadata'],
  ['metadata.google.internal', 'cloud metadata'],
  ['100.100.100.200', 'cloud metadata'],
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

/** They name a secret without reading it. */
const harmless = new Set([
  'ls',
  'stat',
  'test',
  '[',
  '[[',
  'chmod',
  'chown',
  'mkdir',
  'touch',
  'rm',
  'ssh-add',
  'ssh-keygen',
  'ssh-copy-id',
  'echo',
  'printf',
  'git',
  'which',
]);
const readers = new Set([
  'cat',
  'less',
  'more',
  'head',
  'tail',
  'grep',
  'rg',
  'sed',
  'awk',
  'cut',
  'xxd',
  'od',
  'strings',
  'base64',
  'cp',
  'tar',
  'zip',
  'jq',
  'sqlite3',
]);
/** The word after them is a secret to be used, not read. */
const uses = new Set([
  '-i',
  '--identity',
  '--identity-file',
  '--env-file',
  '--kubeconfig',
  '--config',
  '--netrc-file',
]);

export function secretAt(word: string): Secret | undefined {
  const path = word.slice(word.lastIndexOf('@') + 1);
  const lower = path.toLowerCase();
  const label = labelIn(strong, lower) ?? environOf(lower);
  if (label !== undefined && !lower.endsWith('.pub')) return { label, path: clamp(path), weak: false };
  const weakLabel = labelIn(weak, lower) ?? dotenvOf(lower);
  return weakLabel === undefined ? undefined : { label: weakLabel, path: clamp(path), weak: true };
}

/** Secrets that a shell line reads or sends. */
export function secretsIn(steps: readonly Step[]): readonly Secret[] {
  return steps.flatMap((step) => {
    if (harmless.has(step.verb)) return [];
    return step.words.flatMap((word, at) => secretOfWord(step, word, at) ?? []);
  });
}

function secretOfWord(step: Step, word: string, at: number): Secret | undefined {
  if (uses.has(step.words[at - 1] ?? '') || isAssigned(word)) return undefined;
  const secret = secretAt(word);
  if (secret?.weak && !readers.has(step.verb) && !isCarrier(step)) return undefined;
  return secret;
}

/** `KUBECONFIG=…`, `-oIdentityFile=…`. */
function isAssigned(word: string): boolean {
  const equals = word.indexOf('=');
  return (
    equals > 0 &&
    !word.includes('@') &&
    (/^[A-Z_]{1,40}$/.test(word.slice(0, equals)) || word.includes('IdentityFile'))
  );
}

function labelIn(table: readonly (readonly [string, string])[], lower: string): string | undefined {
  for (const [part, label] of table) if (lower.includes(part)) return label;
  return undefined;
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
