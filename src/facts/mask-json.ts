import type { Json } from '../model/json.ts';
import { maskSecrets } from './mask.ts';
import { isCredentialName } from './mask-named.ts';

/** A copy without credentials, by their names and by their shapes. Give it bounded values only: it recurses. */
export function maskJson(value: Json, key = ''): Json {
  if (typeof value === 'string') return isCredentialName(key) && value !== '' ? '***' : maskSecrets(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isArray(value)) return value.map((item) => maskJson(item, key));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, maskJson(item, name)]));
}

function isArray(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
