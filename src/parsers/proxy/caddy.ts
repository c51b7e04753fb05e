import { canonicalAddress } from '../../facts/address.ts';
import type { JsonObject } from '../../model/json.ts';
import { numberIn, objectIn, textIn } from '../json-object.ts';
import type { AccessRecord } from './access-record.ts';
import { accessTime } from './access-time.ts';
import { headerFacts } from './headers.ts';

/** A line of Caddy's logger `http.log.access`. */
export function caddyRecord(record: JsonObject, request: JsonObject): AccessRecord | undefined {
  const time = accessTime(record.ts);
  const status = numberIn(record, 'status');
  const method = textIn(request, 'method');
  const client = clientOf(request);
  if (time === undefined || status === undefined || method === undefined || client === undefined)
    return undefined;
  const headers = headersOf(objectIn(request, 'headers'));
  return {
    ...headerFacts((name) => headers.get(name), headers.size > 0),
    ...(client.settled && { forwardedFor: '' }),
    time,
    status,
    method,
    peer: client.peer,
    target: textIn(request, 'uri', 8192) ?? '',
    host: textIn(request, 'host'),
  };
}

/** `client_ip` is whom Caddy's own trusted proxies vouch for; where it differs from the socket, that settles it. */
function clientOf(request: JsonObject): { readonly peer: string; readonly settled: boolean } | undefined {
  const socket = textIn(request, 'remote_ip') ?? textIn(request, 'remote_addr');
  const client = textIn(request, 'client_ip');
  const peer = client ?? socket;
  if (peer === undefined || canonicalAddress(peer) === undefined) return undefined;
  return { peer, settled: client !== undefined && socket !== undefined && client !== socket };
}

function headersOf(headers: JsonObject | undefined): ReadonlyMap<string, string> {
  const all = new Map<string, string>();
  for (const [name, value] of Object.entries(headers ?? {}).slice(0, 200)) {
    const text = Array.isArray(value) ? value.filter((one) => typeof one === 'string').join(', ') : value;
    if (typeof text === 'string') all.set(name.toLowerCase(), text);
  }
  return all;
}
