import type { AuditEvent, Json } from '../../src/detector-kit/index.ts';
import type { Destination } from './destinations.ts';

type Origins = AuditEvent<'toolExecution'>['origins'];

/** A number or an id of a person or a group, to which a message goes. */
export interface Recipient extends Destination {
  /** A tool or a page gave it: neither the user nor the session itself had named it. */
  readonly found: boolean;
}

const fields = /^(?:to|targets?|recipients?|phone|number|(?:chat|user|channel)_?id)$/i;
const most = 8;

/** Whom a message names by number; addresses and hosts are destinations anyway. */
export function recipientsOf(args: Json, origins: Origins): readonly Recipient[] {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return [];
  const named = Object.entries(args).filter(([field]) => fields.test(field));
  const places = named.flatMap(([field, value]) => placesIn(field, value)).slice(0, most);
  return places.flatMap(({ path, value }) => {
    const name = numberIn(value);
    const isFound = origins !== undefined && Object.hasOwn(origins, path) && origins[path] === 'result';
    return name === undefined ? [] : [{ name, sends: true, found: isFound }];
  });
}

interface Place {
  readonly path: string;
  readonly value: Json | undefined;
}

function placesIn(field: string, value: Json): readonly Place[] {
  if (!Array.isArray(value)) return [{ path: field, value }];
  return value.slice(0, most).map((one: Json, at) => ({ path: `${field}.${at}`, value: one }));
}

/** `telegram:10041` and `+1 555 0100` without what is written around it. */
function numberIn(value: Json | undefined): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const bare = String(value)
    .slice(0, 120)
    .replace(/^[a-z]{2,20}:/i, '')
    .replace(/[\s()-]/g, '');
  return /^\+?\d{5,20}$/.test(bare) ? bare : undefined;
}
