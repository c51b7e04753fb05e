import type { JsonObject } from '../../model/json.ts';
import { isObject } from '../json-object.ts';
import type { AccessRecord } from './access-record.ts';
import { caddyRecord } from './caddy.ts';
import { flatRecord } from './flat.ts';
import { traefikRecord } from './traefik.ts';

/** A JSON line of Caddy, Traefik, or nginx with any of the usual names. */
export function jsonRecord(record: JsonObject): AccessRecord | undefined {
  if (Object.hasOwn(record, 'DownstreamStatus') || Object.hasOwn(record, 'OriginStatus'))
    return traefikRecord(record);
  const { request } = record;
  if (isObject(request) && (Object.hasOwn(request, 'uri') || Object.hasOwn(request, 'remote_ip')))
    return caddyRecord(record, request);
  return flatRecord(record);
}
