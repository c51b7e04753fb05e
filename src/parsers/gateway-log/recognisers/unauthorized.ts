import type { Draft } from '../../draft.ts';
import { claimOf, connectionOf, type KeyedText, keyedText } from '../keyed-text.ts';
import { forged } from '../recogniser.ts';
import type { LogRecord } from '../record.ts';
import { clientOf } from './client-claims.ts';

const front = /^unauthorized conn=(\S{1,64}) (?:peer=\S{1,200} )?remote=(\S{1,64}) client=/;
const reasonWord = /^[a-z][a-z0-9_-]{1,63}$/;
const claimKeys = [
  'client',
  'role',
  'scopes',
  'auth',
  'device',
  'platform',
  'instance',
  'host',
  'origin',
  'ua',
];
const methods = new Set(['token', 'password', 'device-token', 'bootstrap-token', 'device-signature', 'none']);

/** The client's words stand in the middle: the gateway's are read from both ends. */
export function unauthorized({ message }: LogRecord): readonly Draft[] {
  const start = front.exec(message);
  if (start === null) return [forged('a refused login without its fixed start')];
  const rest = message.slice(start[0].length - ' client='.length);
  const back = backOf(rest);
  if (back === undefined) return [forged('a refused login without a known reason')];
  const keys = keyedText(rest.slice(0, back.at), claimKeys);
  const attempt = attemptOf(start, keys, back);
  const doubled = back.doubled || keys.doubled;
  return doubled ? [attempt, forged('the words of a client repeat the keys of the gateway')] : [attempt];
}

interface Back {
  readonly reason: string;
  readonly suppressed: number;
  readonly doubled: boolean;
  /** Where ` reason=` starts. */
  readonly at: number;
}

/** The last ` reason=` with a reason behind it is the gateway's: guidance, the only text after it, holds none. */
function backOf(rest: string): Back | undefined {
  const suppressed = rest.includes(' suppressed=')
    ? Number(/ suppressed=(\d{1,9})$/.exec(rest)?.[1] ?? 0)
    : 0;
  let at = rest.lastIndexOf(' reason=');
  for (let tries = 0; at >= 0 && tries < 8; tries += 1) {
    const reason = reasonAt(rest, at);
    if (reason !== undefined) return { reason, suppressed, at, doubled: rest.indexOf(' reason=') < at };
    at = at === 0 ? -1 : rest.lastIndexOf(' reason=', at - 1);
  }
  return undefined;
}

function reasonAt(rest: string, at: number): string | undefined {
  const text = rest.slice(at + ' reason='.length);
  const end = text.indexOf(' ');
  const reason = end < 0 ? text : text.slice(0, end);
  const follows = end < 0 || text.startsWith('guidance=', end + 1) || text.startsWith('suppressed=', end + 1);
  return follows && reasonWord.test(reason) ? reason : undefined;
}

/** Each fact is spelled out: reading a line with spreads takes three times as long. */
function attemptOf(
  start: RegExpExecArray,
  keys: KeyedText,
  { reason, suppressed }: Back,
): Draft<'authAttempt'> {
  const [, connection, peer] = start;
  const { client, mode, version } = clientOf(keys.get('client'));
  return {
    client,
    mode,
    version,
    platform: claimOf(keys.get('platform')),
    instance: claimOf(keys.get('instance')),
    host: claimOf(keys.get('host')),
    origin: claimOf(keys.get('origin')),
    userAgent: claimOf(keys.get('ua')),
    type: 'authAttempt',
    outcome: reason === 'rate_limited' ? 'limited' : 'failure',
    reason,
    count: 1 + suppressed,
    method: methodOf(keys),
    connId: connectionOf(connection),
    peer: peer === '?' ? undefined : peer,
  };
}

/** Between the words of a client, a doubled key names no method. */
function methodOf(keys: KeyedText): string | undefined {
  const method = keys.doubled ? undefined : keys.get('auth');
  return method !== undefined && methods.has(method) ? method : undefined;
}
