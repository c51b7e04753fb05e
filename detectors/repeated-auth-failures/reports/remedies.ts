import { commandWord, isLoopback } from '../../../src/detector-kit/index.ts';
import type { Client } from '../client.ts';

export const newToken =
  'Make a new gateway token: `openclaw config set gateway.auth.token "$(openssl rand -hex 32)"`, then `openclaw gateway restart`; give it to your own clients.';
const localProgram =
  'It comes from a program on the gateway’s own machine: find it with `ss -tnp` or `lsof -i`, and the user it runs as.';
const loopbackOnly =
  'If nobody has to reach the gateway from there: `openclaw config set gateway.bind loopback`, and use Tailscale or SSH.';

/** Somebody may be inside: stop, throw out, change, look. */
export function throwOut(client: Client, device: string | null): readonly string[] {
  return [
    'If this was not you, stop the gateway now: `openclaw gateway stop`.',
    device === null
      ? 'Find what got in, and remove it: `openclaw devices list`, then `openclaw devices remove <deviceId>` or `openclaw devices reject <requestId>`.'
      : `Remove the device: \`openclaw devices remove ${commandWord(device, '<deviceId>')}\` (a request that waits: \`openclaw devices list\`, \`openclaw devices reject <requestId>\`).`,
    newToken,
    ...block(client),
    'Read what was done since: `openclaw logs`, `openclaw audit --json`; then `openclaw security audit --deep`.',
  ];
}

export function keepOut(client: Client): readonly string[] {
  return [
    ...block(client),
    ...(isLocal(client) ? [] : [loopbackOnly]),
    'Use a long random token, no password that can be guessed: `openclaw security audit`.',
  ];
}

export const limiterOn = [
  'Switch the limiter on: `openclaw config set gateway.auth.rateLimit \'{"maxAttempts":10,"windowMs":60000,"lockoutMs":300000,"exemptLoopback":true}\' --strict-json`.',
  'Behind a reverse proxy set `gateway.trustedProxies` to its address, so that the limiter sees clients, not the proxy.',
  'Update OpenClaw: before 2026.3.31 a made-up device token switched the limiter off.',
] as const;

export const resolveClients =
  'Set `gateway.trustedProxies` to the address of the proxy and let it send X-Forwarded-For, to tell clients apart.';

export const logHttp =
  'Wrong tokens over HTTP are not logged: put a reverse proxy with an access log in front of the gateway.';

function block(client: Client): readonly string[] {
  const { ip, name } = client;
  if (ip === undefined) return [resolveClients];
  if (isLocal(client)) return [localProgram];
  return [`Block ${name} in the firewall or the proxy.`];
}

const isLocal = ({ ip }: Client): boolean => ip !== undefined && isLoopback(ip);
