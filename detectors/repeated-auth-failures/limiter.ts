import { formatDuration, type GatewayPosture, minute, type RateLimit } from '../../src/detector-kit/index.ts';

/** What a gateway does by itself since 2026.6, where nothing is set (openclaw/openclaw#87148). */
const standard: RateLimit = { maxAttempts: 10, windowMs: minute, lockoutMs: 5 * minute };

/** The limits that are in force; `undefined` where nothing is set, of a gateway that then has none or may have none. */
export function limitsOf({ rateLimit, version }: GatewayPosture): RateLimit | undefined {
  return rateLimit ?? (limitsByItself(version) ? standard : undefined);
}

/** `10 failures in 1m lock out for 5m, loopback exempt`. */
export function limiterInWords(posture: GatewayPosture): string {
  const limits = limitsOf(posture);
  if (limits === undefined) return 'not set (gateway.auth.rateLimit)';
  const { maxAttempts, windowMs, lockoutMs, exemptLoopback = true } = limits;
  const lockout = [
    maxAttempts === undefined ? 'set' : `${maxAttempts} failures`,
    windowMs !== undefined && `in ${formatDuration(windowMs)}`,
    lockoutMs !== undefined && `lock out for ${formatDuration(lockoutMs)}`,
  ].filter((word) => word !== false);
  return `${lockout.join(' ')}${exemptLoopback ? ', loopback exempt' : ''}`;
}

function limitsByItself(version = ''): boolean {
  const [year = 0, month = 0] = version.split('.').map(Number);
  return year * 100 + month >= 202_606;
}
