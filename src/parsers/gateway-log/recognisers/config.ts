import { canonicalAddress } from '../../../facts/address.ts';
import type { Draft } from '../../draft.ts';
import { claimOf, connectionOf, idOf, type KeyedText, keyedText } from '../keyed-text.ts';
import { forged, type Recogniser } from '../recogniser.ts';
import type { LogRecord } from '../record.ts';

const who =
  'actor=gateway-client device=unknown-device ip=203.0.113.7 conn=afa6ec25-1549-48ac-b064-be0399f1771b';

export const config: readonly Recogniser[] = [
  write(
    'config.patch write',
    `${who} changedPaths=tools.sessions.visibility,tools.agentToAgent restartReason=x`,
  ),
  write('config.apply write', `${who} changedPaths=gateway.bind restartReason=config.apply`),
  write('update.run completed', `${who} changedPaths=<n/a> restartReason=update.run status=ok`),
  {
    subsystem: 'gateway',
    prefix: 'control-plane write rate-limited ',
    sample: {
      level: 'WARN',
      message: `control-plane write rate-limited method=config.patch ${who} retryAfterMs=41000 key=x`,
    },
    read: ({ message }) => rateLimited(message.slice('control-plane write rate-limited'.length)),
  },
  {
    subsystem: 'root',
    prefix: 'Config overwrite: ',
    levels: ['WARN'],
    sample: {
      level: 'WARN',
      message: 'Config overwrite: /srv/openclaw.json (sha256 996f -> b124, backup=x.bak)',
    },
    read: () => [{ type: 'configChange', paths: [], via: 'file', result: 'overwritten' }],
  },
  {
    subsystem: 'root',
    prefix: 'Config auto-restored from last-known-good: ',
    levels: ['WARN'],
    sample: { level: 'WARN', message: 'Config auto-restored from last-known-good: /srv/openclaw.json' },
    read: () => [{ type: 'configChange', paths: [], via: 'file', result: 'auto-restored' }],
  },
  reload('config change detected; evaluating reload (', 'detected', 'tools.deny, meta'),
  reload('config hot reload applied (', 'applied', 'tools.sessions.visibility, tools.agentToAgent'),
  reload('config change applied (dynamic reads: ', 'applied', 'messages.ackReaction, meta'),
  reload('config change requires gateway restart (', 'restart required', 'channels'),
  {
    subsystem: 'gateway/reload',
    prefix: 'config reload skipped (invalid config): ',
    sample: {
      level: 'WARN',
      message:
        'config reload skipped (invalid config): tools.sessions.visibility: Invalid option: expected one of',
    },
    read: () => [{ type: 'configChange', paths: [], via: 'reload', result: 'invalid' }],
  },
];

function write(prefix: string, rest: string): Recogniser {
  return {
    subsystem: 'gateway',
    prefix: `${prefix} `,
    sample: { level: 'INFO', message: `${prefix} ${rest}` },
    read: ({ message }: LogRecord) => written(message.slice(prefix.length)),
  };
}

const writeKeys = ['method', 'actor', 'device', 'ip', 'conn', 'changedPaths', 'restartReason', 'status'];

function written(text: string): readonly Draft[] {
  const keys = keyedText(text, writeKeys);
  const paths = keys.get('changedPaths') ?? '';
  const change: Draft<'configChange'> = {
    type: 'configChange',
    via: 'rpc',
    paths: paths === '<n/a>' ? [] : pathsOf(paths, ','),
    by: claimOf(keys.get('actor')),
    result: claimOf(keys.get('status')),
    ...whoOf(keys),
  };
  return keys.doubled ? [change, forged('the words of a caller repeat the keys of the gateway')] : [change];
}

function rateLimited(text: string): readonly Draft[] {
  const keys = keyedText(text, ['method', 'actor', 'device', 'ip', 'conn', 'retryAfterMs', 'key']);
  const method = claimOf(keys.get('method'));
  const denied = { type: 'accessDenied', what: 'rpc', reason: 'rate-limited', count: 1 } as const;
  return [{ ...denied, method, ...whoOf(keys) }];
}

/** The gateway had resolved the address. Where a key is doubled it names nobody. */
function whoOf(keys: KeyedText) {
  if (keys.doubled) return {};
  const ip = keys.get('ip');
  const device = keys.get('device');
  return {
    ip: ip === undefined || ip === 'unknown-ip' ? undefined : canonicalAddress(ip),
    device: device === 'unknown-device' ? undefined : idOf(device),
    connId: connectionOf(keys.get('conn')),
  };
}

function reload(prefix: string, result: string, paths: string): Recogniser {
  return {
    subsystem: 'gateway/reload',
    prefix,
    sample: { level: result === 'restart required' ? 'WARN' : 'INFO', message: `${prefix}${paths})` },
    read: ({ message }: LogRecord) => {
      const end = message.lastIndexOf(')');
      const list = message.slice(prefix.length, end < prefix.length ? undefined : end);
      return [{ type: 'configChange', paths: pathsOf(list, ', '), via: 'reload', result }];
    },
  };
}

function pathsOf(list: string, separator: string): readonly string[] {
  const paths = list.slice(0, 8000).split(separator);
  return paths.filter((path) => path !== '').map((path) => path.slice(0, 300));
}
