import { documentKinds } from '../../model/source.ts';
import { FilteredStream } from '../filtered-stream.ts';
import type { EventStream } from '../merge-by-time.ts';
import type { SourceDecoder } from '../source-decoder.ts';
import { ToldEvents } from './told-events.ts';

/** What documents told, by their paths. As plain JSON. */
export type SavedDocuments = readonly (readonly [path: string, told: readonly string[]])[];

/** Of documents, which are read whole whenever they change, lets through what they did not tell before. */
export class DocumentMemory {
  readonly #told: Map<string, ToldEvents>;

  constructor(saved: SavedDocuments = []) {
    this.#told = new Map(saved.map(([path, told]) => [path, new ToldEvents(told)]));
  }

  /** A source is read on: if it is a document, anew. */
  reading({ key, decoder, stream }: Reading): EventStream {
    if (!isDocument(decoder)) return stream;
    const told = this.#told.get(key) ?? new ToldEvents();
    this.#told.set(key, told);
    told.begin();
    return new FilteredStream(stream, (event) => told.isNew(event));
  }

  save(): SavedDocuments {
    return [...this.#told].map(([path, told]) => [path, told.save()]);
  }
}

interface Reading {
  readonly key: string;
  readonly decoder: SourceDecoder;
  readonly stream: EventStream;
}

/** Each of its readings is one of its own. */
export function isDocument({ kind }: Pick<SourceDecoder, 'kind'>): boolean {
  return kind !== undefined && documentKinds.includes(kind);
}
