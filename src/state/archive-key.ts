import { createHash } from 'node:crypto';
import type { AuditEvent } from '../model/event.ts';
import type { Position } from '../model/position.ts';
import { maskedText } from './masked-text.ts';

/**
 * Names events by what they tell and not by where it stands, so that the same record has the same name after its
 * file was rotated, renamed, copied or compressed: gateway, type, time, and the row's id, the gateway's words, or,
 * where there are none, whose it is. Several events of one record are told apart by their number.
 */
export class EventNames {
  #place = '';
  readonly #here = new Map<string, number>();

  /** Events of one source, in its order. */
  nameOf(event: AuditEvent): string {
    const place = `${event.source.name} ${placeOf(event.source)}`;
    if (place !== this.#place) {
      this.#place = place;
      this.#here.clear();
    }
    const told = digest([event.gateway, event.type, event.time, gistOf(event)]);
    const number = (this.#here.get(told) ?? 0) + 1;
    this.#here.set(told, number);
    return number === 1 ? told : `${told}+${number}`;
  }
}

/** Where in its file: `103@8120`. */
export function placeOf(position: Position): string {
  return 'row' in position ? `${position.table}:${position.row}` : `${position.line}@${position.offset}`;
}

function gistOf(event: AuditEvent): unknown {
  if (event.eventId) return event.eventId;
  if (event.text) return maskedText(event.text);
  const { sessionKey, sessionId, runId, connId, actor, ip } = event;
  const { callId, tool } = event as { readonly callId?: string; readonly tool?: string };
  return [sessionKey, sessionId, runId, connId, actor?.id, ip, callId, tool];
}

function digest(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64').slice(0, 22);
}
