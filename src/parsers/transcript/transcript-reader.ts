import type { AuditEvent } from '../../model/event.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { ParserContext } from '../../model/parser.ts';
import type { Line } from '../../model/source.ts';
import { textOf } from '../bytes.ts';
import { type Draft, seal, type Whose } from '../draft.ts';
import { gapAt, oversize, positionOf } from '../gap.ts';
import { isoTime } from '../iso-time.ts';
import { isObject, objectIn, parseObject, textIn } from '../json-object.ts';
import { assistantDrafts } from './assistant.ts';
import { HeardWords } from './heard-words.ts';
import { nestedToolDrafts } from './nested-tool.ts';
import { OpenCalls } from './open-calls.ts';
import { toolResultDrafts } from './tool-result.ts';
import { userDrafts } from './user.ts';

const none: readonly AuditEvent[] = [];

/** One session's entries, oldest first. */
export class TranscriptReader {
  readonly #context: ParserContext;
  readonly #calls: OpenCalls;
  readonly #heard: HeardWords;
  #sessionId: string | undefined;
  #time = 0;
  #ownerSeen = false;

  constructor(context: ParserContext) {
    const saved = isObject(context.saved) ? context.saved : undefined;
    this.#context = context;
    this.#calls = new OpenCalls(saved?.calls);
    this.#heard = new HeardWords(saved?.heard);
    this.#sessionId = context.sessionId ?? textIn(saved, 'sessionId');
    this.#heard.own(context.sessionKey);
  }

  save(): Json {
    return { calls: this.#calls.save(), heard: this.#heard.save(), sessionId: this.#sessionId ?? null };
  }

  parse(line: Line): readonly AuditEvent[] {
    const cut = oversize(line, this.#context.gateway, this.#time);
    if (cut !== undefined) return [cut];
    if (line.bytes.length === 0) return none;
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
