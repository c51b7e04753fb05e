import { readFileSync } from 'node:fs';
import type { AuditEvent } from '../../src/model/event.ts';
import type { ParserContext } from '../../src/model/parser.ts';
import type { Line, SourceKind } from '../../src/model/source.ts';
import { parserFor } from '../../src/parsers/index.ts';

export interface Reading {
  readonly events: readonly AuditEvent[];
  readonly seen: readonly unknown[];
  readonly unknown: readonly { subsystem: string; level: string; template: string }[];
}

/** Lines of a text or of bytes, as the reader of a file gives them. */
export function linesOf(text: string | Uint8Array, name = 'evidence'): readonly Line[] {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const lines: Line[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const found = bytes.indexOf(10, offset);
    const end = found < 0 ? bytes.length : found;
    lines.push({
      bytes: bytes.subarray(offset, end),
      name,
      line: lines.length + 1,
      offset,
      length: end - offset,
      terminated: found >= 0,
    });
    offset = end + 1;
  }
  return lines;
}

/** Everything that a parser of that kind says of the lines. */
export function read(
  kind: SourceKind,
  text: string | Uint8Array,
  context: Partial<ParserContext> = {},
): Reading {
  const seen: unknown[] = [];
  const unknown: { subsystem: string; level: string; template: string }[] = [];
  const parser = parserFor(kind, {
    gateway: 'home',
    onSeen: (fact) => seen.push(fact),
    onUnknown: (template) => unknown.push(template),
    ...context,
  });
  const events = [...linesOf(text).flatMap((line) => parser.parse(line)), ...parser.end()];
  return { events, seen, unknown };
}

export function fixture(path: string): string {
  return readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8');
}

/** One line an event, without what every event has. */
export function summary(events: readonly AuditEvent[]): string {
  return `${events.map(summaryOf).join('\n')}\n`;
}

function summaryOf({ type, time, gateway, source, text, ...rest }: AuditEvent): string {
  const sorted = Object.fromEntries(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
  const line = 'line' in source ? source.line : source.row;
  return `${line} ${new Date(time).toISOString()} ${type} ${JSON.stringify(sorted)}`;
}
