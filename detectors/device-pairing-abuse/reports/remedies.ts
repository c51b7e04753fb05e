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

export function removal(device: string | undefined): string {
  return `\`openclaw devices remove ${commandWord(device ?? '', '<deviceId>')}\``;
}

export function block(name: string, local: boolean): string {
  if (name === 'behind-proxy')
    return 'Set `gateway.trustedProxies` to the address of the proxy, to tell its clients apart.';
  return local
    ? 'It comes from a program on the gateway’s own machine: find it with `ss -tnp`, and the user it runs as.'
    : `Block ${name} in the firewall or the proxy.`;
}
