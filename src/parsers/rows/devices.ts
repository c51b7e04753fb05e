import { canonicalAddress } from '../../facts/address.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import type { Draft } from '../draft.ts';
import { jsonLines } from '../json-lines.ts';
import { textIn } from '../json-object.ts';
import { textsIn } from './texts.ts';

/** `device_pairing_pending` and `device_pairing_paired`: who asks to be let in, who is, and from where last. */
export function devices(context: ParserContext): Parser {
  return jsonLines({ kind: 'devices', time: 'at', read: deviceOf, said }, context);
}

/** `undefined` when the row is none of a device. */
export function deviceOf(row: JsonObject): readonly Draft[] | undefined {
  const device = textIn(row, 'device_id');
  if (device === undefined) return undefined;
  const facts = { device, ...claimsOf(row) };
  if (row.moment === 'requested') return [{ ...requested(row), ...facts }];
  if (row.moment === 'approved') return [{ ...approved(row), ...facts }];
  return row.moment === 'seen' ? [{ ...seen(row), ...facts }] : undefined;
}

function requested(row: JsonObject): Draft<'pairing'> {
  // A paired device that asks anew wants more than it has.
  const isPaired = row.is_repair === 1;
  return {
    type: 'pairing',
    status: isPaired ? 'upgrade' : 'requested',
    reason: isPaired ? 'repair' : 'not-paired',
    requestId: textIn(row, 'request_id'),
    ip: addressOf(row),
    ...wanted(textIn(row, 'role'), textsIn(row, 'scopes_json')),
  };
}

/** Its address is that of its last visit, not of its approval. */
function approved(row: JsonObject): Draft<'pairing'> {
  const via = textIn(row, 'approved_via');
  const scopes = textsIn(row, 'approved_scopes_json');
  return {
    type: 'pairing',
    status: 'approved',
    method: via,
    ...(via === 'silent' && { automatic: true }),
    ...wanted(textIn(row, 'role'), scopes),
  };
}

function seen(row: JsonObject): Draft<'connection'> {
  return {
    type: 'connection',
    state: 'opened',
    reason: 'last seen',
    ip: addressOf(row),
    role: textIn(row, 'role'),
    scopes: textsIn(row, 'scopes_json'),
  };
}

function wanted(role: string | undefined, scopes: readonly string[] | undefined) {
  return { roleTo: role, scopesTo: scopes === undefined ? undefined : scopes.join(',').slice(0, 512) };
}

function claimsOf(row: JsonObject) {
  return {
    client: textIn(row, 'client_id'),
    mode: textIn(row, 'client_mode'),
    platform: textIn(row, 'platform'),
    origin: textIn(row, 'browser_origin'),
  };
}

/** The gateway resolved it behind its trusted proxies. */
function addressOf(row: JsonObject): string | undefined {
  const address = textIn(row, 'remote_ip');
  return address === undefined ? undefined : (canonicalAddress(address) ?? undefined);
}

/** A row in few words. */
export function said(row: JsonObject): string {
  const words = ['device', row.moment, row.client_id, row.role, row.scopes_json, row.remote_ip];
  return words.filter((word) => typeof word === 'string').join(' ');
}
