import type { AuditEvent } from './event.ts';
import type { Line, SourceKind } from './source.ts';

export interface ParserContext {
  readonly gateway: string;
  /** For a transcript: whose it is, as its place and `sessions.json` say. */
  readonly agentId?: string;
  readonly sessionId?: string;
  readonly sessionKey?: string;
  /** Told of each warning or error of a security subsystem that no recogniser knows. */
  readonly onUnknown: (template: { subsystem: string; level: string; template: string }) => void;
  /** Told what the records prove to be visible in this source. */
  readonly onSeen: (fact: 'debugLines' | 'verboseLines' | 'ownerKnown' | { version: string }) => void;
}

/** Turns the records of one source into events. Never throws: what it cannot read becomes an `evidenceGap`. */
export interface Parser {
  readonly kind: SourceKind;
  /** Records read, where a record is not a line. */
  readonly records?: number;
  parse(line: Line): readonly AuditEvent[];
  /** What was held back until the end of the source: a page of records, newest first. */
  end(): readonly AuditEvent[];
}
