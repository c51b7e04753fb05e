import type { AuditEvent } from '../../model/event.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import type { Line } from '../../model/source.ts';
import { textOf } from '../bytes.ts';
import { type Draft, seal, type Whose } from '../draft.ts';
import { gapAt, oversize, positionOf } from '../gap.ts';
import { isoTime } from '../iso-time.ts';
import { objectIn, parseObject, textIn } from '../json-object.ts';
import { assistantDrafts } from './assistant.ts';
import { HeardWords } from './heard-words.ts';
import { nestedToolDrafts } from './nested-tool.ts';
import { OpenCalls } from './open-calls.ts';
import { toolResultDrafts } from './tool-result.ts';
import { userDrafts } from './user.ts';

const mostSessions = 256;
const none: readonly AuditEvent[] = [];

/** What a session's transcript proves: messages and calls. Texts are read for facts and never kept. */
export function transcript(context: ParserContext): Parser {
  const file = new TranscriptReader(context);
  const rows = new SessionReaders(context);
  const readerOf = ({ session }: Line) => (session === undefined ? file : rows.of(session));
  return { kind: 'transcript', parse: (line) => readerOf(line).parse(line), end: () => none };
}

/** A table holds the transcripts of many sessions, row by row. */
class SessionReaders {
  readonly #context: ParserContext;
  readonly #readers = new Map<string, TranscriptReader>();

  constructor(context: ParserContext) {
    this.#context = context;
  }

  of(session: NonNullable<Line['session']>): TranscriptReader {
    const known = this.#readers.get(session.sessionId);
    const reader = known ?? new TranscriptReader({ ...this.#context, ...session });
    // The one that was silent for longest is forgotten first.
    this.#readers.delete(session.sessionId);
    this.#readers.set(session.sessionId, reader);
    for (const oldest of this.#readers.size > mostSessions ? this.#readers.keys() : []) {
      this.#readers.delete(oldest);
      break;
    }
    return reader;
  }
}

class TranscriptReader {
  readonly #context: ParserContext;
  readonly #calls = new OpenCalls();
  readonly #heard = new HeardWords();
  #sessionId: string | undefined;
  #time = 0;
  #ownerSeen = false;

  constructor(context: ParserContext) {
    this.#context = context;
    this.#sessionId = context.sessionId;
    this.#heard.own(context.sessionKey);
  }

  parse(line: Line): readonly AuditEvent[] {
    if (line.bytes.length === 0) return none;
    const { gateway } = this.#context;
    const cut = oversize(line, gateway, this.#time);
    if (cut !== undefined) return [cut];
    const text = textOf(line);
    const entry = parseObject(text);
    if (entry !== undefined) return this.#read(entry, line);
    return text.trim() === '' ? none : [this.#unreadable(line, 'not a JSON object')];
  }

  #read(entry: JsonObject, line: Line): readonly AuditEvent[] {
    const time = isoTime(textIn(entry, 'timestamp') ?? '');
    if (time === undefined) return [this.#unreadable(line, 'an entry without a time')];
    this.#time = time;
    if (entry.type === 'session') this.#sessionId ??= textIn(entry, 'id');
    const drafts = entry.type === 'session' ? [created] : this.#draftsOf(entry);
    const common = {
      time,
      gateway: this.#context.gateway,
      source: positionOf(line),
      trust: 'recorded' as const,
    };
    return drafts.map((draft) => seal(draft, common, this.#whose(draft)));
  }

  #draftsOf(entry: JsonObject): readonly Draft[] {
    const message = objectIn(entry, 'message');
    if (entry.type !== 'message' || message === undefined) return [];
    switch (message.role) {
      case 'user':
        return this.#user(message);
      case 'assistant':
        return assistantDrafts(message, { calls: this.#calls, heard: this.#heard });
      case 'toolResult':
        this.#heard.result(message.content);
        return toolResultDrafts(message, this.#calls);
      case 'custom':
        return nestedToolDrafts(message, this.#heard);
      default:
        return [];
    }
  }

  #user(message: JsonObject): readonly Draft[] {
    const { drafts, owner, words } = userDrafts(message);
    this.#heard[words](message.content);
    if (owner && !this.#ownerSeen) {
      this.#ownerSeen = true;
      this.#context.onSeen('ownerKnown');
    }
    return drafts;
  }

  /** A child's first trace names its parent; all else belongs to this session. */
  #whose(draft: Draft): Whose {
    const { agentId, sessionKey } = this.#context;
    if (draft.type === 'sessionCreate' && draft.sessionKey !== undefined) {
      return { parentSessionKey: sessionKey };
    }
    return { agentId, sessionKey, sessionId: this.#sessionId };
  }

  #unreadable(line: Line, note: string): AuditEvent {
    return gapAt(line, this.#context.gateway, { gap: 'unreadable', note, time: this.#time });
  }
}

const created: Draft = { type: 'sessionCreate' };
