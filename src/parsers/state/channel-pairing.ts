import type { JsonObject } from '../../model/json.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import { isoTime } from '../iso-time.ts';
import { isObject, textIn } from '../json-object.ts';
import { jsonDocument, type Told } from './json-document.ts';

const mostRequests = 10_000;

/** `credentials/<channel>-pairing.json`: who asks on a channel to be let in. The code, which lets them in, stays unread. */
export function channelPairing(context: ParserContext): Parser {
  return jsonDocument({ kind: 'channel-pairing', read: requestsOf }, context);
}

function requestsOf({ requests }: JsonObject, name: string): readonly Told[] | undefined {
  if (!Array.isArray(requests)) return undefined;
  const channel = /(?:^|[\\/])([\w.]{1,60})-pairing\.json$/.exec(name)?.[1];
  return requests.slice(0, mostRequests).flatMap((request) => requestOf(request, channel));
}

function requestOf(request: unknown, channel: string | undefined): readonly Told[] {
  const sender = isObject(request) ? textIn(request, 'id', 128) : undefined;
  const time = isObject(request) ? isoTime(textIn(request, 'createdAt') ?? '') : undefined;
  if (sender === undefined || time === undefined) return [];
  const actor = { id: sender, kind: 'unknown' as const, ...(channel !== undefined && { channel }) };
  const text = `pairing request sender=${sender}${channel === undefined ? '' : ` channel=${channel}`}`;
  return [{ time, draft: { type: 'pairing', status: 'requested', actor }, text }];
}
