import { stringify } from 'ndjson';
import { printableJson } from './printable-json.ts';

/** One JSON object a line. The stream of `ndjson` answers each write at once, so it can be read as a function. */
export function ndjsonLines(objects: Iterable<object>): string {
  const stream = stringify();
  let lines = '';
  for (const object of objects) {
    stream.write(object);
    lines += printableJson(String(stream.read()));
  }
  return lines;
}
