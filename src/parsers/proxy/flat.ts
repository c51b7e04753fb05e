import { canonicalAddress } from '../../facts/address.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { AccessRecord } from './access-record.ts';
import { accessTime } from './access-time.ts';
import { headerFacts } from './headers.ts';

const names = {
  peer: ['remote_addr', 'remote_ip', 'client_ip', 'clientip', 'remote_address', 'client', 'ip'],
  forwardedFor: ['http_x_forwarded_for', 'x_forwarded_for', 'forwardedfor', 'forwarded_for', 'xff'],
  method: ['request_method', 'method', 'verb'],
  target: ['request_uri', 'uri', 'url', 'path'],
  status: ['status', 'status_code', 'response_status', 'response_code'],
  time: ['msec', 'time_iso8601', 'timestamp', 'time', 'ts', 'time_local'],
  host: ['http_host', 'host', 'vhost', 'server_name'],
} as const;
const otherNames = new Map([
  ['user-agent', ['user_agent', 'useragent', 'agent', 'ua']],
  ['x-openclaw-session-key', ['session_key', 'openclaw_session_key']],
]);
const requestLine = /^([A-Z]{1,20}) (\S.{0,8191}) HTTP\/\d(?:\.\d)?$/;
const mostFields = 200;

/** A flat line whose names are the operator's: nginx has no JSON format of its own. */
export function flatRecord(record: JsonObject): AccessRecord | undefined {
  const fields = fieldsOf(record);
  const time = timeOf(fields);
  const peer = textOf(fields, names.peer);
  const status = statusOf(fields);
  const asked = askedOf(fields);
  if (time === undefined || status === undefined || asked === undefined) return undefined;
  if (canonicalAddress(peer) === undefined) return undefined;
  const header = (name: string): string | undefined => headerOf(fields, name);
  const who = { peer, host: textOf(fields, names.host) || undefined };
  return { ...headerFacts(header, false), ...forwarded(fields), ...asked, ...who, time, status };
}

/** The whole request line, or its parts. A whole one that is none is some other protocol's. */
function askedOf(fields: ReadonlyMap<string, Json>): Pick<AccessRecord, 'method' | 'target'> | undefined {
  const [, asked = '-', wanted = ''] = requestLine.exec(textOf(fields, ['request'])) ?? [];
  const method = textOf(fields, names.method);
  const target = textOf(fields, names.target);
  if (method && target) return { method, target };
  return fields.has('request') ? { method: method || asked, target: target || wanted } : undefined;
}

function fieldsOf(record: JsonObject): ReadonlyMap<string, Json> {
  const entries = Object.entries(record).slice(0, mostFields);
  return new Map(
    entries.map(([name, value]) => [name.toLowerCase().replace(/^@/, '').replaceAll('-', '_'), value]),
  );
}

function textOf(fields: ReadonlyMap<string, Json>, keys: readonly string[]): string {
  for (const key of keys) {
    const value = fields.get(key);
    if (typeof value === 'string' && value !== '' && value !== '-') return value;
  }
  return '';
}

function timeOf(fields: ReadonlyMap<string, Json>): number | undefined {
  for (const key of names.time) {
    const time = accessTime(fields.get(key));
    if (time !== undefined) return time;
  }
  return undefined;
}

function statusOf(fields: ReadonlyMap<string, Json>): number | undefined {
  const value = names.status.map((key) => fields.get(key)).find((one) => one !== undefined);
  const status = typeof value === 'string' && /^\d{3}$/.test(value) ? Number(value) : value;
  return typeof status === 'number' && status >= 100 && status < 1000 ? status : undefined;
}

/** An empty field says that there was no such header. */
function forwarded(fields: ReadonlyMap<string, Json>): Pick<AccessRecord, 'forwardedFor'> {
  const key = names.forwardedFor.find((name) => fields.has(name));
  return key === undefined ? {} : { forwardedFor: textOf(fields, [key]) };
}

function headerOf(fields: ReadonlyMap<string, Json>, name: string): string | undefined {
  const plain = name.replaceAll('-', '_');
  return textOf(fields, [`http_${plain}`, plain, ...(otherNames.get(name) ?? [])]) || undefined;
}
