import type { EventPayloads } from '../../src/detector-kit/index.ts';

/**
 * What a refusal says: a wrong credential was tried; none was shown; the credential was not looked at; the
 * limiter answered; or something else was amiss, which says nothing about guessing.
 */
export type Refusal = 'guess' | 'missing' | 'unchecked' | 'limited' | 'hook' | 'other';

type Attempt = Pick<EventPayloads['authAttempt'], 'outcome' | 'reason' | 'method'>;

export function refusalOf({ outcome, reason = '', method }: Attempt): Refusal {
  const word = wordOf(reason);
  if (word === 'hook_throttled') return 'hook';
  if (outcome === 'limited' || word === 'rate_limited') return 'limited';
  if (unchecked.has(word)) return 'unchecked';
  if (unrelated.test(word)) return 'other';
  return isMissing(word, method) ? 'missing' : 'guess';
}

function isMissing(word: string, method: string | undefined): boolean {
  if (word === '' || word === 'unauthorized') return method === 'none';
  return word.endsWith('_missing') || word === 'gateway_auth_required' || word === 'none';
}

/** What was guessed, in words: `token`, `device token`, … */
export function credentialOf(reason = ''): string {
  const word = wordOf(reason);
  return credentials.find(([start]) => word.startsWith(start))?.[1] ?? 'credential';
}

/** The limiter of the gateway counts these; signatures and the like it does not. */
export function isLimited(reason = ''): boolean {
  return /^(?:token|password|device_token|bootstrap_token)_(?:mismatch|invalid)$/.test(wordOf(reason));
}

/** What the limiter counts apart, in the words of `credentialOf`. */
export const limitedCredentials = ['token', 'password', 'device token', 'setup code'] as const;

const wordOf = (reason: string): string => reason.toLowerCase().replaceAll('-', '_');

/** Among them a device whose clock is wrong. */
const unchecked = new Set([
  'control_ui_insecure_auth',
  'device_required',
  'origin_mismatch',
  'origin_not_allowed',
  'device_signature_stale',
  'device_signature_expired',
  'device_nonce_missing',
  'device_nonce_required',
  'device_nonce_mismatch',
]);

const unrelated =
  /_missing_config$|^tailscale_|^trusted_proxy_|^(?:scope_mismatch|protocol_mismatch|invalid_(?:role|client|handshake)|handshake_timeout|heartbeat_timeout|operator_access_denied|gateway_auth_rotated|repeated_unauthorized_requests|preauth_payload_too_large)$/;

const credentials: readonly (readonly [start: string, words: string])[] = [
  ['token', 'token'],
  ['password', 'password'],
  ['device_token', 'device token'],
  ['device_', 'device signature'],
  ['bootstrap', 'setup code'],
  ['hook', 'webhook token'],
];
