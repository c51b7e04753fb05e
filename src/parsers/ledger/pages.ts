import type { Json, JsonObject } from '../../model/json.ts';
import type { Line } from '../../model/source.ts';
import { textOf } from '../bytes.ts';
import { isObject, parseJson } from '../json-object.ts';

/** One value of JSON, and the lines that it is printed on. */
export interface Piece {
  readonly value: Json | undefined;
  readonly line: Line;
  readonly lines: readonly Line[];
  readonly note?: string;
}

/** Values that stand on one line each, or are printed over many. */
export function pieces(lines: readonly Line[]): readonly Piece[] {
  const found: Piece[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    if (line === undefined) break;
    const piece = pieceAt(lines, at);
    if (piece.value !== undefined || textOf(line).trim() !== '') {
      found.push({ ...piece, line, lines: lines.slice(at, piece.next) });
    }
    at = piece.next;
  }
  return found;
}

function pieceAt(
  lines: readonly Line[],
  at: number,
): { value: Json | undefined; next: number; note?: string } {
  const line = lines[at];
  const text = line === undefined ? '' : textOf(line);
  const alone = line?.cut ? undefined : parseJson(bare(text));
  if (alone !== undefined || !opens(text)) return { value: alone, next: at + 1 };
  const next = endOfPage(lines, at);
  const value = parseJson(bare(lines.slice(at, next).map(textOf).join('\n')));
  return value === undefined ? { value, next, note: 'a page that breaks off' } : { value, next };
}

/** What stands before a page that was printed over lines: `{` or `[` at its start. */
function opens(text: string): boolean {
  return /^\uFEFF?[{[]/.test(text);
}

/** Behind the closing bracket at the start of a line: printed pages indent all else. */
function endOfPage(lines: readonly Line[], start: number): number {
  for (let at = start + 1; at < lines.length; at += 1) {
    const first = lines[at]?.bytes[0];
    if (first === 0x7d || first === 0x5d) return at + 1;
    if (first === 0x7b || first === 0x5b) return at;
  }
  return lines.length;
}

function bare(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

const eventId = /"eventId":\s?"([^"]{1,128})"/;

/** The line that names a row of the piece, by the row's `eventId`. */
export function lineFinder({ line, lines }: Piece): (row: JsonObject) => Line {
  if (lines.length === 1) return () => line;
  const named = new Map(
    lines.flatMap((one) => (eventId.exec(textOf(one)) ?? []).slice(1).map((id) => [id, one])),
  );
  return (row) => named.get(String(row.eventId)) ?? line;
}

/** The rows of a page, an array, or a single row. */
export function pageRows(value: Json | undefined): readonly JsonObject[] | undefined {
  if (Array.isArray(value)) return value.every(isObject) ? (value as readonly JsonObject[]) : undefined;
  if (!isObject(value)) return undefined;
  if (Array.isArray(value.events)) return pageRows(value.events);
  return typeof value.eventType === 'string' ? [value] : undefined;
}
