import type { Json } from '../../model/json.ts';
import { isObject } from '../json-object.ts';

const most = 4096;

/** The first words of a message's text, for facts in it. */
export function contentText(content: Json | undefined): string {
  if (typeof content === 'string') return content.slice(0, most);
  if (!Array.isArray(content)) return '';
  const first: unknown = content.find((part: unknown) => isObject(part) && typeof part.text === 'string');
  return isObject(first) && typeof first.text === 'string' ? first.text.slice(0, most) : '';
}
