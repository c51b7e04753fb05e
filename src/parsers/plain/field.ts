import { canonicalAddress } from '../../facts/address.ts';
import { canonicalTool } from '../../facts/tool.ts';
import type { Actor } from '../../model/event.ts';
import type { Json } from '../../model/json.ts';
import { boundArgs } from '../bound-args.ts';
import { callIdOf } from '../call-id.ts';
import { isObject, textIn } from '../json-object.ts';

/** What a value of the line becomes; `undefined` drops it. */
export type Read = (value: Json) => unknown;

export const word: Read = (value) => textOf(value, 512);
export const sentence: Read = (value) => textOf(value, 4096);
export const flag: Read = (value) => (typeof value === 'boolean' ? value : undefined);
export const args: Read = (value) => boundArgs(value);
export const tool: Read = (value) =>
  typeof value === 'string' && value !== '' ? canonicalTool(value) : undefined;
export const address: Read = (value) => (typeof value === 'string' ? canonicalAddress(value) : undefined);

export const count: Read = (value) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

export const callId: Read = (value) => {
  const id = textOf(value, 512);
  return id === undefined || /^sha256:[0-9a-f]{64}$/.test(id) ? id : callIdOf(id);
};

/** A list of texts, or one text with commas. */
export const words: Read = (value) => {
  const list =
    typeof value === 'string' ? value.split(',', 1000) : Array.isArray(value) ? value.slice(0, 1000) : [];
  return list.map((item) => textOf(item, 512)).filter((item) => item !== undefined);
};

export function oneOf(...accepted: readonly string[]): Read {
  const known = new Set(accepted);
  return (value) => (typeof value === 'string' && known.has(value) ? value : undefined);
}

const actorKinds = new Set(['owner', 'person', 'agent', 'system', 'unknown']);

/** `{id, channel, kind?}`, or the id alone. */
export const actor: Read = (value): Actor | undefined => {
  if (typeof value === 'string')
    return value === '' ? undefined : { id: value.slice(0, 512), kind: 'unknown' };
  if (!isObject(value)) return undefined;
  const id = textOf(value.id ?? null, 512);
  if (id === undefined) return undefined;
  const kind = textIn(value, 'kind');
  const channel = textIn(value, 'channel');
  const known = kind !== undefined && actorKinds.has(kind) ? (kind as Actor['kind']) : 'unknown';
  return channel === undefined ? { id, kind: known } : { id, kind: known, channel };
};

/** Numbers are accepted as ids, too. */
function textOf(value: Json, limit: number): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || value === '') return undefined;
  return value.length > limit ? value.slice(0, limit) : value;
}
