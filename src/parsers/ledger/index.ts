import type { AuditEvent } from '../../model/event.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import type { Line } from '../../model/source.ts';
import { gapAt } from '../gap.ts';
import { inOrder, type Row } from './order.ts';
import { lineFinder, type Piece, pageRows, pieces } from './pages.ts';
import { rowEvent } from './row.ts';
import { TableReader } from './table.ts';

const none: readonly AuditEvent[] = [];
const mostBytes = 64 * 1024 * 1024;
const openingBrace = 0x7b;
const closingBrace = 0x7d;

/** `openclaw audit --json`: pages newest first, arrays, or one row a line; told in their order at the end. */
export function ledger(context: ParserContext): Parser {
  const held: Line[] = [];
  let bytes = 0;
  let full: Line | undefined;
  let rows = 0;
  const table = new TableReader(context.gateway, context.saved);
  return {
    kind: 'ledger',
    save: () => table.save(),
    get records() {
      return rows;
    },
    get whole() {
      return held.every(isWhole);
    },
    parse(line) {
      if (line.table !== undefined) {
        rows += 1;
        return table.parse(line);
      }
      bytes += line.bytes.length;
      if (bytes <= mostBytes) held.push(keep(line));
      else full ??= keep(line);
      return none;
    },
    end() {
      bytes = 0;
      const events = eventsOf(held.splice(0), context.gateway, (count) => {
        rows += count;
      });
      if (full === undefined) return events;
      const facts = {
        gap: 'oversize',
        note: `more than ${mostBytes} bytes of pages`,
        time: lastTime(events),
      } as const;
      const gap = gapAt(full, context.gateway, facts);
      full = undefined;
      return [...events, gap];
    },
  };
}

/** A row, or a page, that stands on one line. */
function isWhole({ bytes }: Line): boolean {
  return bytes[0] === openingBrace && bytes.at(-1) === closingBrace;
}

/** The bytes of a line are the reader's: they change with the next batch. */
function keep(line: Line): Line {
  return { ...line, bytes: new Uint8Array(line.bytes) };
}

function eventsOf(
  lines: readonly Line[],
  gateway: string,
  counted: (rows: number) => void,
): readonly AuditEvent[] {
  const rows: Row[] = [];
  const unread: AuditEvent[] = [];
  for (const piece of pieces(lines)) {
    const found = pageRows(piece.value);
    if (found === undefined) unread.push(unreadable(piece, gateway));
    const lineOf = lineFinder(piece);
    for (const row of found ?? []) rows.push({ row, line: lineOf(row) });
  }
  counted(rows.length + unread.length);
  const { ordered, gaps } = inOrder(rows, gateway);
  const events = ordered.map(({ row, line }) => rowEvent(row, line, gateway));
  return merge(merge(events, gaps), unread);
}

function unreadable({ line, note }: Piece, gateway: string): AuditEvent {
  return gapAt(line, gateway, { gap: 'unreadable', note: note ?? 'no page and no row of a ledger', time: 0 });
}

/** Both are in order of time; a gap stands before the row that shows it. */
function merge(events: readonly AuditEvent[], gaps: readonly AuditEvent[]): readonly AuditEvent[] {
  return gaps.length === 0 ? events : [...gaps, ...events].sort((a, b) => a.time - b.time);
}

function lastTime(events: readonly AuditEvent[]): number {
  return events[events.length - 1]?.time ?? 0;
}
