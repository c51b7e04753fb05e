import { joinSpans } from '../../../facts/spans.ts';
import type { AuditEvent } from '../../../model/event.ts';
import { StreamSpans } from '../../daily/stream-spans.ts';
import type { WatchedSpans } from '../../daily/watch.ts';
import type { SourceDecoder } from '../../source-decoder.ts';

const hour = 3_600_000;

/** When the sources of one gateway were watched since the last time that was told. */
export class FedSpans {
  readonly #sources = new Map<SourceDecoder['source'], { readonly spans: StreamSpans; last: number }>();

  see(event: AuditEvent, { source, kind }: SourceDecoder): void {
    const known = this.#sources.get(source) ?? { spans: new StreamSpans(kind), last: event.time };
    this.#sources.set(source, known);
    known.spans.see(event);
    known.last = Math.max(known.last, event.time);
  }

  /** `time`: event time, up to which a log that goes on was silent. */
  take(time: number): WatchedSpans {
    for (const { spans } of this.#sources.values()) spans.extend(time);
    const covered = { watched: this.#covered(true), witnessed: this.#covered(false) };
    for (const [source, { spans, last }] of this.#sources) {
      if (spans.continuous || time - last < hour) spans.goOn();
      else this.#sources.delete(source);
    }
    return covered;
  }

  #covered(logs: boolean) {
    const all = [...this.#sources.values()].filter(({ spans }) => spans.continuous === logs);
    return joinSpans(all.flatMap(({ spans }) => spans.covered));
  }
}
