import { clamp, commandWord, formatDuration, type Report } from '../../src/detector-kit/index.ts';
import type { Arrival } from './arrival.ts';
import type { Identity } from './identities.ts';
import type { Judgement } from './judgement.ts';
import type { Options } from './options.ts';
import type { Overlap } from './overlap.ts';

const titles = {
  device: 'One device, used from several addresses at once',
  user: 'One user, from several addresses at once',
  session: 'One session, used from several addresses in turns',
} as const;

const nouns = { device: 'Device', user: 'User', session: 'Session' } as const;

export function overlapReport(
  { identity, event }: Arrival,
  { places, visits, returns }: Overlap,
  { severity, confidence, because }: Judgement,
  options: Options,
): Report {
  const span = formatDuration(event.time - (visits[0]?.to ?? event.time));
  const reasons = because.map((reason) => `; ${reason}`).join('');
  return {
    title: titles[identity.kind],
    summary: `${nouns[identity.kind]} ${clamp(identity.id, 80)} was used in turns from ${listed(places)}, ${visits.length - 1} changes within ${span}${reasons}.`,
    severity,
    confidence,
    explanation: {
      rule: `${identity.kind} used in turns`,
      seen: places.length,
      threshold: options.addresses,
      windowMs: options.window,
      facts: [
        { name: 'addresses', value: places.join(', '), number: places.length },
        { name: 'returns', value: String(returns), number: returns },
      ],
    },
    remediation: remedyOf(identity),
  };
}

interface Use {
  readonly gateway: string;
  readonly address: string;
}

export function gatewaysReport(device: string, uses: readonly Use[], options: Options): Report {
  const where = uses.map(({ gateway, address }) => `${clamp(gateway, 80)} from ${address}`).join(' and ');
  return {
    title: 'One device on two gateways from two networks',
    summary: `Device ${clamp(device, 80)} was used on ${where} within ${formatDuration(options.window)}.`,
    severity: 'high',
    confidence: 'medium',
    explanation: {
      rule: 'device on two gateways',
      seen: uses.length,
      windowMs: options.window,
      facts: uses.map(({ gateway, address }) => ({ name: clamp(gateway, 80), value: address, number: null })),
    },
    remediation: deviceRemedy(device),
  };
}

interface OldCredential {
  readonly address: string;
  readonly after: string;
  readonly refused: boolean;
  readonly claimed: boolean;
}

export function oldCredentialReport(
  device: string,
  { address, after, refused, claimed }: OldCredential,
): Report {
  const verb = refused ? 'was refused with an old credential' : 'was used';
  return {
    title: 'A device is used elsewhere after its rotation',
    summary: `Device ${clamp(device, 80)} ${verb} from ${address} after its token was rotated; the new one is used from ${after}.`,
    severity: 'medium',
    confidence: claimed ? 'low' : 'medium',
    explanation: {
      rule: 'use after rotation',
      facts: [
        { name: 'address', value: address, number: null },
        { name: 'address of the new token', value: after, number: null },
      ],
    },
    remediation: deviceRemedy(device),
  };
}

function remedyOf({ kind, id }: Identity): readonly string[] {
  if (kind === 'device') return deviceRemedy(id);
  return [
    'Ask whose the addresses are. If one is nobody’s, make a new gateway token: `openclaw config set gateway.auth.token "$(openssl rand -hex 32)"`, then `openclaw gateway restart`.',
    'Look for a device that you did not pair: `openclaw devices list`, then `openclaw devices remove <deviceId>`.',
    "If it is your own second network, add it to `detectors['multi-ip-session'].ignore`.",
  ];
}

function deviceRemedy(device: string): readonly string[] {
  const id = commandWord(device, '<deviceId>');
  return [
    `If one address is not yours, lock the device out: \`openclaw devices revoke --device ${id} --role operator\`, then \`openclaw devices remove ${id}\` and pair it again with a new key.`,
    'A copied key means that the machine was read: make a new gateway token as well, `openclaw config set gateway.auth.token "$(openssl rand -hex 32)"`.',
    "If it is your own second network, add it to `detectors['multi-ip-session'].ignore`.",
  ];
}

function listed(places: readonly string[]): string {
  const shown = places.slice(0, 4);
  const rest = places.length > 4 ? ` and ${places.length - 4} more` : '';
  return rest ? `${shown.join(', ')}${rest}` : shown.join(' and ');
}
