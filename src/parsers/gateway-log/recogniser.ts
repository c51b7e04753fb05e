import type { AuditEvent } from '../../model/event.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Draft } from '../draft.ts';
import type { Level, LogRecord } from './record.ts';

/** One kind of line: whose logger writes it, how it starts, what it says. */
export interface Recogniser {
  readonly subsystem: string | readonly string[];
  /** How the message starts; believed only from this subsystem, never by the words alone. */
  readonly prefix: string;
  /** Words that the message holds further on, or it says nothing. */
  readonly needs?: string;
  /** Set where the same words at another level are somebody else's. */
  readonly levels?: readonly Level[];
  readonly sample: Sample;
  /** The facts of the line; nothing when it names none. */
  readonly read: (record: LogRecord) => readonly Draft[];
}

/** A line as a gateway wrote it, or as its code writes it. */
export interface Sample {
  readonly level: Level;
  readonly message: string;
  readonly fields?: JsonObject;
}

/** Text that someone placed into a line to pose as the gateway's words. */
export function forged(note: string): Draft<'evidenceGap'> {
  return { type: 'evidenceGap', gap: 'forged' satisfies AuditEvent<'evidenceGap'>['gap'], note };
}
