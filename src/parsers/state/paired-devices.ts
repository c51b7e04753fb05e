import type { JsonObject } from '../../model/json.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import { isObject, numberIn, objectIn, textIn } from '../json-object.ts';
import { deviceOf, said } from '../rows/devices.ts';
import { jsonDocument, type Told } from './json-document.ts';

const mostDevices = 10_000;

/** `devices/paired.json` and `devices/pending.json` of gateways without a database. Tokens and keys stay unread. */
export function pairedDevices(context: ParserContext): Parser {
  return jsonDocument({ kind: 'paired-devices', read: devicesOf }, context);
}

function devicesOf(document: JsonObject): readonly Told[] | undefined {
  const entries = Object.values(document).slice(0, mostDevices);
  const devices = entries.filter(isObject).filter((device) => textIn(device, 'deviceId') !== undefined);
  if (devices.length < entries.length) return undefined;
  return devices.flatMap((device) => [...asked(device), ...approved(device), ...tokens(device)]);
}

function asked(device: JsonObject): readonly Told[] {
  const row = { ...rowOf(device), moment: 'requested', request_id: device.requestId ?? null };
  return textIn(device, 'requestId') === undefined
    ? []
    : told(numberIn(device, 'ts'), { ...row, is_repair: device.isRepair === true ? 1 : 0 });
}

function approved(device: JsonObject): readonly Told[] {
  return told(numberIn(device, 'approvedAtMs'), { ...rowOf(device), moment: 'approved' });
}

/** Each role has a token, of which the file knows when it was last used, and made anew or revoked. */
function tokens(device: JsonObject): readonly Told[] {
  const all = Object.values(objectIn(device, 'tokens') ?? {})
    .filter(isObject)
    .slice(0, 100);
  const used = all.map((token) => numberIn(token, 'lastUsedAtMs')).filter((time) => time !== undefined);
  const seen = used.length === 0 ? undefined : used.reduce((a, b) => Math.max(a, b));
  return [
    ...told(seen, { ...rowOf(device), moment: 'seen' }),
    ...all.flatMap((token) => [
      ...changed(device, token, { key: 'rotatedAtMs', status: 'upgrade', reason: 'token-rotated' }),
      ...changed(device, token, { key: 'revokedAtMs', status: 'removed', reason: 'token-revoked' }),
    ]),
  ];
}

function changed(
  device: JsonObject,
  token: JsonObject,
  { key, status, reason }: { key: string; status: 'upgrade' | 'removed'; reason: string },
): readonly Told[] {
  const time = numberIn(token, key);
  const id = textIn(device, 'deviceId');
  const role = textIn(token, 'role');
  if (time === undefined) return [];
  return [
    {
      time,
      draft: { type: 'pairing', status, reason, device: id, roleTo: role },
      text: `device ${id} ${reason} ${role ?? ''}`,
    },
  ];
}

/** In the names of the database, which later gateways have instead. */
function rowOf(device: JsonObject): JsonObject {
  const scopes = device.approvedScopes ?? device.scopes ?? null;
  return {
    device_id: device.deviceId ?? null,
    client_id: device.clientId ?? null,
    client_mode: device.clientMode ?? null,
    platform: device.platform ?? null,
    role: device.role ?? null,
    scopes_json: JSON.stringify(device.scopes ?? scopes),
    approved_scopes_json: JSON.stringify(scopes),
    remote_ip: device.remoteIp ?? null,
  };
}

function told(time: number | undefined, row: JsonObject): readonly Told[] {
  const drafts = time === undefined ? [] : (deviceOf(row) ?? []);
  return drafts.map((draft) => ({ time: time ?? 0, draft, text: said(row) }));
}
