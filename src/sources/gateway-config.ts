import JSON5 from 'json5';
import type { SourceGap } from '../model/source.ts';
import { readSmallText } from './read-small-text.ts';
import { asBoolean, asCount, asObject, asText, asTexts } from './untrusted-json.ts';

const largestConfig = 4 * 1024 * 1024;

/** What the gateway's own settings say that helps to read its evidence. */
export interface GatewayConfig {
  readonly loggingFile?: string;
  readonly loggingLevel?: string;
  readonly trustedProxies: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly rateLimit?: { readonly maxAttempts?: number; readonly windowMs?: number };
  /** The version that last wrote the file. */
  readonly version?: string;
  readonly sessionsVisibility?: string;
  readonly agentToAgent?: boolean;
  readonly dmScope?: string;
  readonly auditEnabled?: boolean;
}

/** Reads `openclaw.json`. Its `$include`s are not followed. Neither config nor problem: there is no such file. */
export async function readGatewayConfig(
  path: string,
  name: string = path,
): Promise<{ readonly config?: GatewayConfig; readonly problem?: SourceGap }> {
  const { text, problem } = await readSmallText({ path, name, limit: largestConfig });
  if (problem) return { problem };
  if (text === undefined) return {};
  try {
    return { config: gatewayConfigOf(JSON5.parse(text)) };
  } catch {
    return {
      problem: {
        kind: 'unreadable',
        name,
        note: 'it is not JSON5: the settings of the gateway are not known',
      },
    };
  }
}

/** Tolerant: what is missing or of another type is left out. */
export function gatewayConfigOf(settings: unknown): GatewayConfig {
  const at = (...keys: string[]) => valueAt(settings, keys);
  const rateLimit = rateLimitOf(at('gateway', 'auth', 'rateLimit'));
  return {
    trustedProxies: asTexts(at('gateway', 'trustedProxies')),
    allowedOrigins: asTexts(at('gateway', 'controlUi', 'allowedOrigins')),
    ...(rateLimit && { rateLimit }),
    ...known('loggingFile', asText(at('logging', 'file'))),
    ...known('loggingLevel', asText(at('logging', 'level'))),
    ...known('version', asText(at('meta', 'lastTouchedVersion'))),
    ...known('sessionsVisibility', asText(at('tools', 'sessions', 'visibility'))),
    ...known('agentToAgent', asBoolean(at('tools', 'agentToAgent', 'enabled'))),
    ...known('dmScope', asText(at('session', 'dmScope'))),
    ...known('auditEnabled', asBoolean(at('logging', 'audit', 'enabled'))),
  };
}

function rateLimitOf(value: unknown): GatewayConfig['rateLimit'] {
  const limits = asObject(value);
  if (limits === undefined) return undefined;
  return {
    ...known('maxAttempts', asCount(limits.maxAttempts)),
    ...known('windowMs', asCount(limits.windowMs)),
  };
}

function valueAt(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => asObject(inner)?.[key], value);
}

function known<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });
}
