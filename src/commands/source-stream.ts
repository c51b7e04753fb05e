import type { Line, Source, SourceKind } from '../model/source.ts';
import { recogniseKind } from '../parsers/index.ts';
import { BatchStream, batchesAfter } from './batch-stream.ts';
import { SourceDecoder } from './source-decoder.ts';

export interface Begin {
  readonly gateway: string;
  /** Events before it are not looked at. */
  readonly oldest: number;
  readonly now: number;
  readonly proxyHosts?: readonly string[] | undefined;
}

/** One source, read to its end as events. */
export class SourceStream extends BatchStream {
  readonly source: Source;
  readonly decoder: SourceDecoder;

  constructor({ source, kind, batches, firstBatch }: PeekedSource, begin: Begin) {
    const decoder = new SourceDecoder(source, { ...begin, kind });
    super({
      next: kind ? batchesAfter(firstBatch, batches) : () => leave(batches),
      decode: (lines) => decoder.decode(lines),
      settle: () => decoder.settle(begin.now),
    });
    this.source = source;
    this.decoder = decoder;
  }
}

/** What is no evidence is not read on, and must not stay open. */
async function leave(batches: AsyncIterator<readonly Line[]>): Promise<undefined> {
  await batches.return?.();
}

/** A source whose first records were looked at, to know what it is. */
export interface PeekedSource {
  readonly source: Source;
  readonly kind: SourceKind | undefined;
  readonly firstBatch: readonly Line[];
  readonly batches: AsyncIterator<readonly Line[]>;
}

export async function peek(source: Source, kind: SourceKind | undefined): Promise<PeekedSource> {
  const batches = source.read()[Symbol.asyncIterator]();
  const { done, value } = await batches.next();
  const firstBatch = done ? [] : value;
  // What files are said to be, no table is.
  const said = source.table === undefined ? kind : undefined;
  return { source, batches, firstBatch, kind: said ?? source.kind ?? recogniseKind(firstBatch) };
}
