import type { Json } from '../../model/json.ts';
import type { ParserContext } from '../../model/parser.ts';
import type { Line } from '../../model/source.ts';
import { isObject } from '../json-object.ts';
import { TranscriptReader } from './transcript-reader.ts';

const most = 256;
/** A checkpoint is written often. */
const mostSaved = 64;

/** A table holds the transcripts of many sessions, row by row. */
export class SessionReaders {
  readonly #context: ParserContext;
  readonly #saved: ReadonlyMap<string, Json>;
  readonly #readers = new Map<string, TranscriptReader>();

  constructor(context: ParserContext, saved?: Json) {
    this.#context = context;
    this.#saved = new Map(isObject(saved) ? Object.entries(saved) : []);
  }

  of(session: NonNullable<Line['session']>): TranscriptReader {
    const { sessionId } = session;
    const reader = this.#readers.get(sessionId) ?? this.#open(session);
    // The one that was silent for longest is forgotten first.
    this.#readers.delete(sessionId);
    this.#readers.set(sessionId, reader);
    if (this.#readers.size > most) this.#forgetOldest();
    return reader;
  }

  /** Of the sessions that spoke last. */
  save(): Json {
    const readers = [...this.#readers].slice(-mostSaved).map(([id, reader]) => [id, reader.save()] as const);
    return Object.fromEntries([...this.#saved, ...readers].slice(-mostSaved));
  }

  #open(session: NonNullable<Line['session']>): TranscriptReader {
    const { saved: _, ...context } = this.#context;
    const saved = this.#saved.get(session.sessionId);
    return new TranscriptReader({ ...context, ...session, ...(saved !== undefined && { saved }) });
  }

  #forgetOldest(): void {
    for (const oldest of this.#readers.keys()) {
      this.#readers.delete(oldest);
      return;
    }
  }
}
