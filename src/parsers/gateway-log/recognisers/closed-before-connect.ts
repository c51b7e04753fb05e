import type { JsonObject } from '../../../model/json.ts';
import type { Draft } from '../../draft.ts';
import { textIn } from '../../json-object.ts';
import { claimOf, connectionOf, idOf, keyedText } from '../keyed-text.ts';
import { forged } from '../recogniser.ts';
import type { LogRecord } from '../record.ts';

const front = /^closed before connect conn=(\S{1,64}) (?:peer=\S{1,200} )?remote=(\S{1,64}) fwd=/;
const claimKeys = ['fwd', 'origin', 'host', 'ua', 'code'];
const refusals = new Set(['device-required', 'control-ui-insecure-auth', 'origin-mismatch']);
const reasonWord = /^[a-z][a-z0-9_-]{1,63}$/;

/** A connection that ended before its login: what it means stands in `cause`. */
export function closedBeforeConnect({ message, fields }: LogRecord): readonly Draft[] {
  const start = front.exec(message);
  if (start === null) return [forged('a closed connection without its fixed start')];
  const rest = message.slice(start[0].length - ' fwd='.length);
  const closed = closedOf(start, rest, fields);
  return disagrees(start[2], rest, fields)
    ? [closed, forged('text and fields of one line disagree')]
    : [closed];
}

function closedOf(start: RegExpExecArray, rest: string, fields: JsonObject | undefined): Draft {
  const cause = textIn(fields, 'cause') ?? causeOf(rest);
  const who = fields === undefined ? whoInText(start, rest) : whoInFields(start, fields);
  if (cause === 'pairing-required') return { ...who, ...pairing(fields) };
  const reason = refusalOf(cause, rest, fields);
  if (reason === undefined) return { ...who, ...closed(cause) };
  return attemptBy(who, { reason, count: 1 + suppressedIn(rest), method: methodOf(cause, fields) });
}

function closed(cause = 'closed before connect'): Draft<'connection'> {
  return { type: 'connection', state: 'closed', reason: cause };
}

function pairing(fields: JsonObject | undefined): Draft<'pairing'> {
  const reason = textIn(fields, 'reason');
  const status = reason?.endsWith('-upgrade') === true ? 'upgrade' : 'requested';
  return { type: 'pairing', status, reason, requestId: idOf(textIn(fields, 'requestId')) };
}

type Who = Partial<ReturnType<typeof whoInFields>>;

interface Refusal {
  readonly reason: string;
  readonly count: number;
  readonly method: string | undefined;
}

/** Spelled out: spreading so many fields takes longer than parsing the line. */
function attemptBy(who: Who, { reason, count, method }: Refusal): Draft<'authAttempt'> {
  return {
    client: who.client,
    mode: who.mode,
    version: who.version,
    platform: who.platform,
    instance: who.instance,
    origin: who.origin,
    host: who.host,
    userAgent: who.userAgent,
    forwardedFor: who.forwardedFor,
    connId: who.connId,
    peer: who.peer,
    device: who.device,
    type: 'authAttempt',
    outcome: reason === 'rate_limited' ? 'limited' : 'failure',
    reason,
    count,
    method,
  };
}

/** The close reason is the gateway's here, so what follows it is too. */
function suppressedIn(rest: string): number {
  return rest.includes(' suppressed=') ? Number(/ suppressed=(\d{1,9})$/.exec(rest)?.[1] ?? 0) : 0;
}

function methodOf(cause: string | undefined, fields: JsonObject | undefined): string | undefined {
  return textIn(fields, 'authProvided') ?? (cause === 'device-auth-invalid' ? 'device-signature' : undefined);
}

/** Why a login was refused, also when the credential was never looked at. */
function refusalOf(
  cause: string | undefined,
  rest: string,
  fields: JsonObject | undefined,
): string | undefined {
  if (cause === undefined) return undefined;
  if (refusals.has(cause)) return cause;
  if (cause === 'device-auth-invalid') return wordIn(fields, 'reason') ?? cause;
  if (cause !== 'unauthorized') return undefined;
  return wordIn(fields, 'authReason') ?? closeReason(rest) ?? cause;
}

function wordIn(fields: JsonObject | undefined, key: string): string | undefined {
  const word = textIn(fields, key);
  return word !== undefined && reasonWord.test(word) ? word : undefined;
}

const causes: readonly (readonly [start: string, cause: string])[] = [
  ['unauthorized', 'unauthorized'],
  ['pairing required', 'pairing-required'],
  ['device signature', 'device-auth-invalid'],
  ['device identity mismatch', 'device-auth-invalid'],
  ['device identity required', 'device-required'],
  ['origin not allowed', 'origin-mismatch'],
  ['control ui requires', 'control-ui-insecure-auth'],
  ['protocol mismatch', 'protocol-mismatch'],
  ['invalid handshake', 'invalid-handshake'],
  ['handshake timeout', 'handshake-timeout'],
];

/** Without fields: what the close reason says, if it was the gateway that closed (1008 is its refusal). */
function causeOf(rest: string): string | undefined {
  const at = rest.lastIndexOf(' code=1008 reason=');
  if (at < 0) return undefined;
  const text = rest.slice(at + ' code=1008 reason='.length);
  return causes.find(([start]) => text.startsWith(start))?.[1];
}

function closeReason(rest: string): string | undefined {
  const at = rest.lastIndexOf(' reason=unauthorized: ');
  const text = at < 0 ? '' : rest.slice(at);
  if (text.includes('token mismatch')) return 'token_mismatch';
  if (text.includes('token missing')) return 'token_missing';
  if (text.includes('password mismatch')) return 'password_mismatch';
  return text.includes('too many failed') ? 'rate_limited' : undefined;
}

function whoInText([, connection, remote]: RegExpExecArray, rest: string): Who {
  const keys = keyedText(rest, claimKeys);
  return {
    forwardedFor: claimOf(keys.get('fwd')),
    origin: claimOf(keys.get('origin')),
    host: claimOf(keys.get('host')),
    userAgent: claimOf(keys.get('ua')),
    connId: connectionOf(connection),
    peer: peerOf(remote),
  };
}

/** Structured fields win over text. */
function whoInFields([, connection, remote]: RegExpExecArray, fields: JsonObject) {
  return {
    client: textIn(fields, 'client'),
    mode: textIn(fields, 'mode'),
    version: textIn(fields, 'version'),
    platform: textIn(fields, 'platform'),
    instance: textIn(fields, 'instanceId'),
    origin: textIn(fields, 'origin'),
    host: textIn(fields, 'host'),
    userAgent: textIn(fields, 'userAgent'),
    forwardedFor: textIn(fields, 'forwardedFor'),
    connId: connectionOf(connection),
    peer: peerOf(textIn(fields, 'remoteAddr') ?? remote),
    device: idOf(textIn(fields, 'deviceId')),
  };
}

function peerOf(remote: string | undefined): string | undefined {
  return remote === '?' ? undefined : remote;
}

/** One line says the same twice; where it does not, someone's words pose as a field. */
function disagrees(remote: string | undefined, rest: string, fields: JsonObject | undefined): boolean {
  if (fields === undefined) return keyedText(rest, claimKeys).doubled;
  const address = textIn(fields, 'remoteAddr');
  const forwarded = textIn(fields, 'forwardedFor') ?? 'n/a';
  if (address !== undefined && remote !== '?' && address !== remote) return true;
  return forwarded.length < 200 && !rest.startsWith(` fwd=${forwarded} `);
}
