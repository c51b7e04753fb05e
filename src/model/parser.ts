import type { AuditEvent } from './event.ts';
import type { Json } from './json.ts';
import type { Line, SourceKind } from './source.ts';

export interface ParserContext {
  readonly gateway: string;
  /** For a transcript: whose it is, as its place and `sessions.json` say. */
  readonly agentId?: string;
  readonly sessionId?: string;
  readonly sessionKey?: string;
  /** Of an access log that tells of several sites: those that are the gateway. */
  readonly hosts?: readonly string[];
  /** What the parser of the same source said by `save`, when reading goes on after a restart. */
  readonly saved?: Json;
  /** Told of each warning or error of a security subsystem that no recogniser knows. */
  readonly onUnknown: (template: { subsystem: string; level: string; template: string }) => void;
  /** Told what the records prove to be visible in this source. */
  readonly onSeen: (fact: 'debugLines' | 'verboseLines' | 'ownerKnown' | { version: string }) => void;
  /** Told the time of each line of a log that level warn would hide. */
  readonly onInfoLine?: (time: number) => void;
}

/** Turns the records of one source into events. Never throws: what it cannot read becomes an `evidenceGap`. */
export interface Parser {
  readonly kind: SourceKind;
  /** Records read, where a record is not a line. */
  readonly records?: number;
  parse(line: Line): readonly AuditEvent[];
  /** What was held back until the end of the source: a page of records, newest first. */
  end(): readonly AuditEvent[];
  /** False while what is held back ends in the middle of a record. */
  readonly whole?: boolean;
  /** What it must know of earlier records to read on; absent when each record stands alone. */
  save?(): Json;
}
