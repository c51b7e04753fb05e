import type { AuditEvent, Secret } from '../../../src/detector-kit/index.ts';
import type { Entity, SecretRead } from '../entity.ts';
import type { Sign } from '../sign.ts';

const mostSecrets = 16;

/** Reads of credentials: one is a low sign, two kinds of them are a search. */
export function secretPath(
  entity: Entity,
  found: readonly Secret[],
  event: AuditEvent<'toolExecution'>,
  gap: number,
): Sign | undefined {
  if (found.length === 0) return undefined;
  const { time, runId = '', callId = null } = event;
  const read = { time, run: runId, callId, failed: hasFailed(event) };
  const recent = entity.secrets.filter((secret) => time - secret.time <= gap);
  entity.secrets = [...recent, ...found.map((secret) => ({ ...secret, ...read }))].slice(-mostSecrets);
  const labels = new Set(entity.secrets.map(({ label }) => label));
  const paths = [...new Set(entity.secrets.map(({ path }) => path))];
  const names = paths.slice(0, 4).join(', ');
  const isFound = isSearch(entity.secrets, labels.size);
  return {
    rule: 'secret-path',
    subject: '',
    severity: isFound ? 'medium' : 'low',
    text: `went for ${labels.size === 1 ? 'a secret' : `${labels.size} kinds of secrets`} (${names})`,
    seen: labels.size,
    threshold: isFound ? 2 : 1,
    windowMs: gap,
    conditions: paths.map((path) => `secret-path: ${path}`),
  };
}

/** A project's `.env` and `.npmrc` alone are ordinary work. */
function isSearch(secrets: readonly SecretRead[], kinds: number): boolean {
  return kinds >= 3 || (kinds === 2 && secrets.some(({ weak }) => !weak));
}

/** What could not be read cannot leave. */
export function noteFailure(entity: Entity, event: AuditEvent<'toolExecution'>): void {
  if (event.callId === undefined || !hasFailed(event)) return;
  for (const secret of entity.secrets) if (secret.callId === event.callId) secret.failed = true;
}

function hasFailed({ outcome }: AuditEvent<'toolExecution'>): boolean {
  return outcome !== 'ok' && outcome !== 'unknown';
}
