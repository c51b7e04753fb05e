import { canonicalAddress } from '../../../facts/address.ts';
import type { Draft } from '../../draft.ts';
import { claimOf, connectionOf, idOf, type KeyedText, keyedText } from '../keyed-text.ts';
import { forged, type Recogniser } from '../recogniser.ts';
import type { LogRecord } from '../record.ts';

const device = '5b56def9b8318e06f9e8d5ad2d31b75970b1721ae0083356c0e1d6a7db1432ac';
const connection = '6bb95ef1-6419-4674-b88d-1d655802f40e';
const upgradeKeys = 'reason device ip auth roleFrom roleTo scopesFrom scopesTo client conn'.split(' ');
const metadataKeys = (
  'reason device ip auth payload claimedPlatform pinnedPlatform ' +
  'claimedDeviceFamily pinnedDeviceFamily client conn'
).split(' ');

type Pairing = Omit<Draft<'pairing'>, 'type'>;

export const pairing: readonly Recogniser[] = [
  row({
    prefix: 'security audit: device access upgrade requested ',
    rest:
      `reason=scope-upgrade device=${device} ip=203.0.113.121 auth=token roleFrom=operator roleTo=operator ` +
      `scopesFrom=operator.read scopesTo=operator.admin,operator.write client=openclaw-control-ui conn=${connection}`,
    keys: upgradeKeys,
    level: 'WARN',
    read: (keys) => ({ status: 'upgrade', ...upgradeOf(keys), ...whoOf(keys) }),
  }),
  row({
    prefix: 'security audit: device metadata upgrade requested ',
    rest:
      `reason=metadata-upgrade device=${device} ip=203.0.113.121 auth=token payload=v2 claimedPlatform=linux ` +
      `pinnedPlatform=web claimedDeviceFamily=Linux pinnedDeviceFamily=<none> client=node-host conn=${connection}`,
    keys: metadataKeys,
    level: 'WARN',
    read: (keys) => ({
      status: 'upgrade',
      reason: idOf(keys.get('reason')),
      platform: claimOf(keys.get('claimedPlatform')),
      ...whoOf(keys),
    }),
  }),
  row({
    prefix: 'security audit: identity scope grant elevated connection ',
    rest: `identity=alice@example.com addedScopes=operator.admin conn=${connection}`,
    keys: ['identity', 'addedScopes', 'conn'],
    level: 'WARN',
    read: (keys) => ({
      status: 'upgrade',
      reason: 'identity-scope-grant',
      ...actorOf(keys.get('identity')),
      scopesTo: claimOf(keys.get('addedScopes')),
      ...whoOf(keys),
    }),
  }),
  row({
    prefix: 'security audit: trusted-proxy operator device auto-approved ',
    rest: 'user=alice@example.com device=5b56def9b831 scopes=operator.read',
    keys: ['user', 'device', 'scopes'],
    level: 'WARN',
    read: (keys) => ({
      ...automatic('trusted-proxy'),
      ...actorOf(keys.get('user')),
      scopesTo: claimOf(keys.get('scopes')),
      ...whoOf(keys),
    }),
  }),
  row({
    prefix: 'security audit: device pairing ssh-verified auto-approve ',
    rest: `device=${device} ip=203.0.113.121 sshUser=alice client=cli conn=${connection}`,
    keys: ['device', 'ip', 'sshUser', 'client', 'conn'],
    level: 'INFO',
    read: (keys) => ({ ...automatic('ssh-verified'), ...actorOf(keys.get('sshUser')), ...whoOf(keys) }),
  }),
  row({
    prefix: 'security audit: node capability surface ',
    rest: 'ssh-verified auto-approve node=node-1 commands=system.run',
    keys: ['node', 'commands'],
    level: 'INFO',
    read: (keys) => ({
      ...automatic('node-capability-surface'),
      device: idOf(keys.get('node')),
    }),
  }),
  row({
    prefix: 'security audit: live device scope upgrade requested ',
    rest: `device=${device} scopesFrom=operator.read scopesTo=operator.admin`,
    keys: ['device', 'scopesFrom', 'scopesTo'],
    level: 'WARN',
    read: (keys) => ({ ...upgradeOf(keys), ...whoOf(keys), status: 'upgrade', reason: 'live-scope-upgrade' }),
  }),
];

interface Row {
  readonly prefix: string;
  readonly rest: string;
  readonly keys: readonly string[];
  readonly level: 'INFO' | 'WARN';
  readonly read: (keys: KeyedText) => Pairing;
}

function row({ prefix, rest, keys, level, read }: Row): Recogniser {
  return {
    subsystem: 'gateway',
    prefix,
    sample: { level, message: prefix + rest },
    read: ({ message }: LogRecord) => {
      const values = keyedText(message.slice(prefix.length - 1), keys);
      const event: Draft<'pairing'> = { type: 'pairing', ...read(values) };
      return values.doubled
        ? [event, forged('the words of a client repeat the keys of the gateway')]
        : [event];
    },
  };
}

function automatic(reason: string) {
  return { status: 'approved', automatic: true, reason } as const;
}

/** The gateway had resolved the address. Where a key is doubled it names nobody. */
function whoOf(keys: KeyedText) {
  const ip = keys.doubled ? undefined : keys.get('ip');
  return {
    device: keys.doubled ? undefined : idOf(keys.get('device')),
    ip: ip === undefined || ip === 'unknown-ip' ? undefined : canonicalAddress(ip),
    method: idOf(keys.get('auth')),
    client: claimOf(keys.get('client')),
    connId: keys.doubled ? undefined : connectionOf(keys.get('conn')),
  };
}

function upgradeOf(keys: KeyedText) {
  return {
    reason: idOf(keys.get('reason')),
    roleFrom: claimOf(keys.get('roleFrom')),
    roleTo: claimOf(keys.get('roleTo')),
    scopesFrom: claimOf(keys.get('scopesFrom')),
    scopesTo: claimOf(keys.get('scopesTo')),
  };
}

function actorOf(id: string | undefined) {
  return id === undefined || id === '' ? {} : { actor: { id: id.slice(0, 256), kind: 'person' as const } };
}
