import { canonicalAddress } from '../../facts/address.ts';
import type { JsonObject } from '../../model/json.ts';
import { numberIn, textIn } from '../json-object.ts';
import type { AccessRecord } from './access-record.ts';
import { accessTime } from './access-time.ts';
import { headerFacts } from './headers.ts';

const nanoseconds = 1e6;

/** A JSON line of Traefik's access log. */
export function traefikRecord(record: JsonObject): AccessRecord | undefined {
  const time = endOf(record);
  const status = numberIn(record, 'DownstreamStatus') ?? numberIn(record, 'OriginStatus');
  const method = textIn(record, 'RequestMethod');
  const target = textIn(record, 'RequestPath', 8192);
  const client = clientOf(record);
  if (time === undefined || status === undefined || client === undefined) return undefined;
  if (method === undefined || target === undefined) return undefined;
  // Which headers are kept is the operator's choice: a missing one says nothing.
  const headers = headerFacts((name) => textIn(record, `request_${canonical(name)}`), false);
  return { ...headers, ...client, time, status, method, target, host: textIn(record, 'RequestHost') };
}

/** Traefik names the start; the answer was finished a duration later. */
function endOf(record: JsonObject): number | undefined {
  const start = accessTime(textIn(record, 'StartUTC') ?? textIn(record, 'StartLocal'));
  if (start === undefined) return accessTime(textIn(record, 'time'));
  return start + Math.floor(Math.max(0, numberIn(record, 'Duration') ?? 0) / nanoseconds);
}

/** `ClientHost` is the forwarded header where there is one, `ClientAddr` always the socket. */
function clientOf(record: JsonObject): Pick<AccessRecord, 'peer' | 'forwardedFor'> | undefined {
  const host = textIn(record, 'ClientHost');
  const socket = canonicalAddress(textIn(record, 'ClientAddr') ?? '');
  if (socket === undefined) {
    return host === undefined || canonicalAddress(host) === undefined ? undefined : { peer: host };
  }
  if (host === undefined) return { peer: socket };
  return { peer: socket, forwardedFor: canonicalAddress(host) === socket ? '' : host };
}

/** As Go writes the names of headers: `User-Agent`. */
function canonical(name: string): string {
  return name.replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase());
}
