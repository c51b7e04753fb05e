import { commandWord } from '../../../src/detector-kit/index.ts';

export const newToken =
  'They hold the gateway token, or they could not ask: make a new one with `openclaw config set gateway.auth.token "$(openssl rand -hex 32)"`, then `openclaw gateway restart`.';
export const closeGateway =
  'If nobody has to reach the gateway from there: `openclaw config set gateway.bind loopback`, and use Tailscale or SSH.';
export const rejectAll =
  '`openclaw devices list`, then `openclaw devices reject <requestId>` for each that is not yours. Approve none.';

export function remove(device: string | undefined): string {
  return `${removal(device)} takes its access away.`;
}

function removal(device: string | undefined): string {
  return `\`openclaw devices remove ${commandWord(device ?? '', '<deviceId>')}\``;
}

/** Their ids fit into the advice. */
const few = 5;

/** Of devices that were let in; nothing when none was. */
export function removeUnknown(devices: readonly string[]): readonly string[] {
  const [first] = devices;
  if (first === undefined) return [];
  if (devices.length === 1) return [`If you do not know it: ${remove(first)}`];
  const more = devices.length > few ? ', and the others of `openclaw devices list`' : '';
  return [`Those that you do not know: ${devices.slice(0, few).map(removal).join(', ')}${more}.`];
}

export function block(name: string, local: boolean): string {
  if (name === 'behind-proxy')
    return 'Set `gateway.trustedProxies` to the address of the proxy, to tell its clients apart.';
  return local
    ? 'It comes from a program on the gateway’s own machine: find it with `ss -tnp`, and the user it runs as.'
    : `Block ${name} in the firewall or the proxy.`;
}
