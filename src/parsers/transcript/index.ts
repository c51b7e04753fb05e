import type { Json } from '../../model/json.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import type { Line } from '../../model/source.ts';
import { isObject } from '../json-object.ts';
import { SessionReaders } from './session-readers.ts';
import { TranscriptReader } from './transcript-reader.ts';

/** What a session's transcript proves: messages and calls. Texts are read for facts and never kept. */
export function transcript(context: ParserContext): Parser {
  const saved = isObject(context.saved) ? context.saved : {};
  const file = new TranscriptReader({ ...context, saved: saved.file ?? null });
  const rows = new SessionReaders(context, saved.rows);
  const readerOf = ({ session }: Line) => (session === undefined ? file : rows.of(session));
  return {
    kind: 'transcript',
    parse: (line) => readerOf(line).parse(line),
    end: () => [],
    save: (): Json => ({ file: file.save(), rows: rows.save() }),
  };
}
