import type { AuditEvent } from '../../model/event.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { Line } from '../../model/source.ts';
import { textOf } from '../bytes.ts';
import { gapAt } from '../gap.ts';
import { isObject, numberIn, parseObject, textIn } from '../json-object.ts';
import { rowEvent } from './row.ts';

/** Rows of the table `audit_events`, in their order: told at once, as their printed form is. */
export class TableReader {
  readonly #gateway: string;
  #last: { readonly sequence: number; readonly time: number } | undefined;

  constructor(gateway: string, saved?: Json) {
    this.#gateway = gateway;
    const last = isObject(saved) ? saved : undefined;
    const sequence = numberIn(last, 'sequence');
    if (sequence !== undefined) this.#last = { sequence, time: numberIn(last, 'time') ?? 0 };
  }

  /** The last row. */
  save(): Json {
    return this.#last === undefined ? null : { ...this.#last };
  }

  parse(line: Line): readonly AuditEvent[] {
    const row = parseObject(textOf(line));
    if (row === undefined)
      return [gapAt(line, this.#gateway, { gap: 'unreadable', note: 'no row', time: 0 })];
    return [...this.#holeBefore(row, line), rowEvent(printed(row), line, this.#gateway)];
  }

  /** Sequences are given once and never again: what is missing in between was taken out. */
  #holeBefore(row: JsonObject, line: Line): readonly AuditEvent[] {
    const sequence = numberIn(row, 'sequence');
    const time = numberIn(row, 'occurred_at') ?? 0;
    const last = this.#last;
    if (sequence === undefined) return [];
    this.#last = { sequence, time };
    const missing = last === undefined ? 0 : sequence - last.sequence - 1;
    if (last === undefined || missing <= 0) return [];
    const note = `rows ${last.sequence + 1} to ${sequence - 1} are not there`;
    return [gapAt(line, this.#gateway, { gap: 'sequence', missing, from: last.time, to: time, note, time })];
  }
}

const names: readonly (readonly [string, string])[] = [
  ['occurred_at', 'occurredAt'],
  ['event_id', 'eventId'],
  ['agent_id', 'agentId'],
  ['session_key', 'sessionKey'],
  ['session_id', 'sessionId'],
  ['run_id', 'runId'],
  ['tool_call_id', 'toolCallId'],
  ['tool_name', 'toolName'],
  ['error_code', 'errorCode'],
  ['reason_code', 'reasonCode'],
  ['conversation_ref', 'conversationRef'],
];

/** The row as `openclaw audit --json` prints it. */
function printed(row: JsonObject): JsonObject {
  const { action = null, status = null, channel = null } = row;
  const renamed = names.map(([column, name]) => [name, row[column] ?? null] as const);
  const kind = textIn(row, 'kind');
  const eventType = kind === 'message' ? `${textIn(row, 'direction')}_message` : (kind ?? null);
  const actor = { type: row.actor_type ?? null, id: row.actor_id ?? null };
  return { action, status, channel, ...Object.fromEntries(renamed), eventType, actor };
}
