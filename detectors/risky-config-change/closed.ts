import { execPolicyOf, type GatewayPosture, reachOf } from '../../src/detector-kit/index.ts';

/** Whether what this setting protects stood closed when the settings were read: another value might open it. */
export function standsClosed(path: string, posture: GatewayPosture): boolean {
  return rows.some(([start, isClosed]) => {
    const match = start.exec(path);
    return match !== null && isClosed(posture, match[1] ?? '');
  });
}

type Look = (posture: GatewayPosture, name: string) => boolean;

const rows: readonly (readonly [start: RegExp, look: Look])[] = [
  [
    /^channels\.([^.]{1,80})(?:\.accounts\.[^.]{1,80})?\.dmPolicy$/,
    ({ channels }, name) =>
      everyChannel(channels, name, ({ dmPolicy, open }) => !open && isOneOf(dmPolicy, closedToStrangers)),
  ],
  [
    /^channels\.([^.]{1,80})(?:\.accounts\.[^.]{1,80})?\.groupPolicy$/,
    ({ channels }, name) =>
      everyChannel(channels, name, ({ groupPolicy }) => isOneOf(groupPolicy, closedToStrangers)),
  ],
  [/^tools\.exec(?:\.|$)/, (posture) => isOneOf(execPolicyOf(posture).security, ['deny', 'allowlist'])],
  [/^tools\.sessions(?:\.|$)/, ({ sessionsVisibility }) => isOneOf(sessionsVisibility, ['self', 'tree'])],
  [/^tools\.agentToAgent(?:\.|$)/, ({ agentToAgent }) => agentToAgent === false],
  [/^session\.dmScope$/, ({ dmScope }) => dmScope?.startsWith('per-') === true],
  [/^gateway\.bind$/, (posture) => posture.bind !== undefined && reachOf(posture) === 'machine'],
  [/^logging\.audit(?:\.|$)/, ({ auditEnabled }) => auditEnabled === true],
  [/^logging\.level$/, ({ logLevel }) => isOneOf(logLevel, ['info', 'debug', 'trace'])],
];

const closedToStrangers = ['allowlist', 'pairing', 'disabled'];

function everyChannel(
  channels: GatewayPosture['channels'],
  name: string,
  isClosed: (channel: GatewayPosture['channels'][number]) => boolean,
): boolean {
  const own = channels.filter(({ channel }) => channel === name);
  return own.length > 0 && own.every(isClosed);
}

function isOneOf(value: string | undefined, values: readonly string[]): boolean {
  return value !== undefined && values.includes(value);
}
