import { canonicalAddress } from '../../facts/address.ts';
import type { AccessRecord } from './access-record.ts';
import { commonTime } from './access-time.ts';
import { quotedAt, readTokens } from './tokens.ts';

const stamp = /\[(\d{2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}:\d{2} [+-]\d{4})\] "/;
const answer = /^ (\d{3}) (?:\d{1,19}|-)(?= |$)/;
const request = /^([A-Z]{1,20}) (\S.{0,8191}) HTTP\/\d(?:\.\d)?$/;
/** Far enough for an address and a user's name. */
const furthestStamp = 2048;

/** A line of the common or combined log format, as nginx, Apache and Traefik write it. */
export function textRecord(text: string): AccessRecord | undefined {
  const at = stamp.exec(text.slice(0, furthestStamp));
  if (at === null) return undefined;
  const time = commonTime(at[1] ?? '');
  const who = clientOf(text.slice(0, at.index));
  const asked = quotedAt(text, at.index + at[0].length - 1);
  const answered = asked && answer.exec(text.slice(asked.end, asked.end + 64));
  if (time === undefined || who === undefined || !asked || !answered) return undefined;
  const [, method = '-', target = ''] = request.exec(asked.value) ?? [];
  const rest = restOf(text, asked.end + answered[0].length);
  const { took = 0, ...claims } = rest;
  return { time: time + took, ...who, method, target, status: Number(answered[1]), ...claims };
}

/**
 * `203.0.113.7 - user`, perhaps with a virtual host and its port in front; Traefik puts the forwarded list in its
 * place, of which the last is the peer.
 */
function clientOf(head: string): Pick<AccessRecord, 'peer' | 'forwardedFor' | 'host'> | undefined {
  const words = head.split(' ', 20);
  const host = isSite(words[0]) && isAddress(words[1]) ? words.shift() : undefined;
  const last = words.findIndex((word) => !word.endsWith(','));
  const peer = words[last] ?? '';
  if (!isAddress(peer)) return undefined;
  const list = words.slice(0, last).map((word) => word.slice(0, -1));
  return { peer, ...(host && { host }), ...(list.length > 0 && { forwardedFor: list.join(', ') }) };
}

function isSite(word = ''): boolean {
  return /^[^:]{1,255}:\d{1,5}$/.test(word);
}

function isAddress(word = ''): boolean {
  return canonicalAddress(word) !== undefined;
}

type Rest = Pick<AccessRecord, 'userAgent' | 'forwardedFor' | 'doubtful'> & { readonly took?: number };

/** What follows the answer: the page before, the user agent, and what the format adds. */
function restOf(text: string, from: number): Rest {
  const { tokens, whole } = readTokens(text, from);
  const [, agent, ...more] = tokens;
  const took = /^(\d{1,12})ms$/.exec(more.at(-1)?.value ?? '')?.[1];
  const forwarded = more.length === 1 && more[0]?.quoted ? forwardedOf(more[0].value) : undefined;
  return {
    ...(agent?.quoted && agent.value !== '-' && { userAgent: agent.value }),
    ...(forwarded !== undefined && { forwardedFor: forwarded }),
    ...(took !== undefined && more.length === 4 && { took: Number(took) }),
    ...(!whole && { doubtful: true }),
  };
}

/** nginx's `main` format ends with the forwarded header. */
function forwardedOf(value: string): string | undefined {
  if (value === '-') return '';
  const [first = ''] = value.split(',', 1);
  return isAddress(first.trim()) ? value : undefined;
}
