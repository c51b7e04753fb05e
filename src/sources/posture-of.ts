import type { ChannelPosture, GatewayPosture, RateLimit, ToolPosture } from '../model/posture.ts';
import { asBoolean, asCount, asObject, asText, asTexts } from './untrusted-json.ts';

const mostNamed = 200;
const flags = [
  'allowInsecureAuth',
  'dangerouslyDisableDeviceAuth',
  'dangerouslyAllowHostHeaderOriginFallback',
] as const;

/** Tolerant: what is missing or of another type is left out. No token or password is looked at. */
export function postureOf(settings: unknown): GatewayPosture {
  const at = (...keys: string[]): unknown => valueAt(settings, keys);
  const controlUi = asObject(at('gateway', 'controlUi'));
  return {
    ...rateLimitOf(at('gateway', 'auth', 'rateLimit')),
    trustedProxies: asTexts(at('gateway', 'trustedProxies')),
    allowedOrigins: asTexts(controlUi?.allowedOrigins),
    insecureFlags: flags.filter((flag) => controlUi?.[flag] === true),
    agentToAgentAllow: asTexts(at('tools', 'agentToAgent', 'allow')),
    tools: toolsOf(at('tools'), at('agents', 'defaults')),
    agents: agentsOf(at('agents', 'list')),
    channels: channelsOf(at('channels')),
    ...known('version', asText(at('meta', 'lastTouchedVersion'))),
    ...known('bind', asText(at('gateway', 'bind'))),
    ...known('tailscale', asText(at('gateway', 'tailscale', 'mode'))),
    ...known('authMode', asText(at('gateway', 'auth', 'mode'))),
    ...known('sessionsVisibility', asText(at('tools', 'sessions', 'visibility'))),
    ...known('agentToAgent', asBoolean(at('tools', 'agentToAgent', 'enabled'))),
    ...known('dmScope', asText(at('session', 'dmScope'))),
    ...known('workspaceOnly', asBoolean(at('tools', 'fs', 'workspaceOnly'))),
    ...known('auditEnabled', asBoolean(at('logging', 'audit', 'enabled'))),
    ...known('logLevel', asText(at('logging', 'level'))),
  };
}

/** `security` and `ask` of an object, where they are texts. */
export function execOf(value: unknown): { readonly security?: string; readonly ask?: string } {
  const exec = asObject(value);
  const mode = modes.get(asText(exec?.mode) ?? '');
  return mode ?? { ...known('security', asText(exec?.security)), ...known('ask', asText(exec?.ask)) };
}

/** Newer gateways have one word for both. */
const modes = new Map([
  ['deny', { security: 'deny', ask: 'off' }],
  ['allowlist', { security: 'allowlist', ask: 'off' }],
  ['ask', { security: 'allowlist', ask: 'on-miss' }],
  ['auto', { security: 'allowlist', ask: 'on-miss' }],
  ['full', { security: 'full', ask: 'off' }],
]);

function rateLimitOf(value: unknown): { readonly rateLimit?: RateLimit } {
  const limits = asObject(value);
  if (limits === undefined) return {};
  const rateLimit = {
    ...known('maxAttempts', asCount(limits.maxAttempts)),
    ...known('windowMs', asCount(limits.windowMs)),
    ...known('lockoutMs', asCount(limits.lockoutMs)),
    ...known('exemptLoopback', asBoolean(limits.exemptLoopback)),
  };
  return { rateLimit };
}

function toolsOf(value: unknown, whose: unknown): ToolPosture {
  const tools = asObject(value);
  return {
    allow: asTexts(tools?.allow),
    deny: asTexts(tools?.deny),
    exec: { ...execOf(tools?.exec), ...known('host', asText(asObject(tools?.exec)?.host)) },
    ...known('profile', asText(tools?.profile)),
    ...known('sandbox', asText(valueAt(whose, ['sandbox', 'mode']))),
  };
}

function agentsOf(list: unknown): GatewayPosture['agents'] {
  if (!Array.isArray(list)) return [];
  return list.slice(0, mostNamed).flatMap((agent: unknown) => {
    const id = asText(asObject(agent)?.id);
    return id === undefined ? [] : [{ id: id.toLowerCase(), ...toolsOf(asObject(agent)?.tools, agent) }];
  });
}

function channelsOf(value: unknown): readonly ChannelPosture[] {
  const channels = Object.entries(asObject(value) ?? {}).slice(0, mostNamed);
  return channels.flatMap(([channel, settings]) => {
    const accounts = Object.entries(asObject(asObject(settings)?.accounts) ?? {}).slice(0, mostNamed);
    return [
      channelOf(channel, settings),
      ...accounts.map(([account, own]) => ({ ...channelOf(channel, own), account })),
    ];
  });
}

function channelOf(channel: string, settings: unknown): ChannelPosture {
  const own = asObject(settings);
  const direct = asObject(own?.dm);
  const allowed = [...asTexts(own?.allowFrom), ...asTexts(direct?.allowFrom)];
  return {
    channel,
    open: allowed.includes('*'),
    ...known('dmPolicy', asText(own?.dmPolicy) ?? asText(direct?.policy)),
    ...known('groupPolicy', asText(own?.groupPolicy)),
  };
}

export function valueAt(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => asObject(inner)?.[key], value);
}

export function known<Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { readonly [K in Key]?: Value } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });
}
