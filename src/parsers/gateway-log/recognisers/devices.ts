import type { Draft } from '../../draft.ts';
import { claimOf, idOf, type KeyedText, keyedText } from '../keyed-text.ts';
import type { Recogniser } from '../recogniser.ts';
import type { Level, LogRecord } from '../record.ts';

const device = 'device=5b56def9b8318e06f9e8d5ad2d31b75970b1721ae0083356c0e1d6a7db1432ac';

type Read = (keys: KeyedText) => Omit<Draft<'pairing'>, 'type'>;

/** Prefix, an example of what follows, level, what it says. */
const lines: readonly (readonly [string, string, Level, Read])[] = [
  ['device pairing approved ', `${device} role=operator`, 'INFO', () => ({ status: 'approved' })],
  [
    'device pairing auto-approved ',
    `${device} role=operator`,
    'INFO',
    () => ({ status: 'approved', automatic: true }),
  ],
  [
    'device pairing approval denied ',
    'request=70e44926-097d-465e-8f74-d5fb3a891bea reason=device-ownership-mismatch',
    'WARN',
    () => ({ status: 'rejected' }),
  ],
  [
    'device pairing rejection denied ',
    'request=70e44926-097d-465e-8f74-d5fb3a891bea reason=device-ownership-mismatch',
    'WARN',
    (keys) => refused('rejection', keys),
  ],
  [
    'device pairing removal denied ',
    `${device} reason=device-ownership-mismatch`,
    'WARN',
    (keys) => refused('removal', keys),
  ],
  ['device pairing removed ', device, 'INFO', () => ({ status: 'removed' })],
  [
    'device token rotated ',
    `${device} role=operator scopes=operator.read,operator.write`,
    'INFO',
    (keys) => ({
      status: 'upgrade',
      reason: 'token-rotated',
      scopesTo: claimOf(keys.get('scopes')),
    }),
  ],
  [
    'device token revoked ',
    `${device} role=operator`,
    'INFO',
    () => ({ status: 'removed', reason: 'token-revoked' }),
  ],
  [
    'device token rotation denied ',
    `${device} role=operator reason=device-ownership-mismatch`,
    'WARN',
    (keys) => refused('token-rotation', keys),
  ],
  [
    'device token revocation denied ',
    `${device} role=operator reason=device-ownership-mismatch`,
    'WARN',
    (keys) => refused('token-revocation', keys),
  ],
  ['node pairing removed device-backed ', 'node=node-1', 'INFO', () => ({ status: 'removed' })],
];

export const devices: readonly Recogniser[] = lines.map(([prefix, rest, level, read]) => ({
  subsystem: 'gateway',
  prefix,
  sample: { level, message: prefix + rest },
  read: ({ message }: LogRecord) => readDevice(message.slice(prefix.length - 1), read),
}));

function readDevice(text: string, read: Read): readonly Draft[] {
  const keys = keyedText(text, ['request', 'device', 'node', 'role', 'scopes', 'reason']);
  const common = {
    requestId: idOf(keys.get('request')),
    device: idOf(keys.get('device') ?? keys.get('node')),
    roleTo: claimOf(keys.get('role')),
    reason: claimOf(keys.get('reason')),
  };
  return [{ type: 'pairing', ...common, ...read(keys) }];
}

/** Somebody may not do that to this device: the pairing stays as it was. */
function refused(what: string, keys: KeyedText) {
  return {
    status: 'rejected',
    reason: `${what}-denied: ${claimOf(keys.get('reason')) ?? 'unknown'}`,
  } as const;
}
