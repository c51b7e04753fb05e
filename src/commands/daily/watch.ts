import { joinSpans, lengthOfSpans, type TimeSpan, withinSpan, withoutSpans } from '../../facts/spans.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { SourceKind } from '../../model/source.ts';
import type { Watched } from '../../reporters/daily/day-summary.ts';
import { StreamSpans } from './stream-spans.ts';

/** By logs that go on, and by anything else. */
export interface WatchedSpans {
  readonly watched: readonly TimeSpan[];
  readonly witnessed: readonly TimeSpan[];
}

/**
 * How long one gateway was watched: from the first to the last event of its logs, without the times for which they
 * say that records are missing, and without those in which the gateway was down. A start without a stop before it
 * was a crash: the gateway may have been down since the event before. Where a day has no log, the ledger watches
 * from its first to its last row, and transcripts around their lines.
 */
export class Watch {
  readonly #gateway: string;
  readonly #streams = new Map<object, StreamSpans>();
  readonly #recalled: { readonly watched: TimeSpan[]; readonly witnessed: TimeSpan[] } = {
    watched: [],
    witnessed: [],
  };
  readonly #down: TimeSpan[] = [];
  #stoppedAt: number | undefined;
  #last: number | undefined;

  constructor(gateway: string) {
    this.#gateway = gateway;
  }

  /** Events come by time; `stream` tells sources apart. */
  see(event: AuditEvent, kind: SourceKind | undefined, stream: object): void {
    const spans = this.#streams.get(stream) ?? new StreamSpans(kind);
    this.#streams.set(stream, spans);
    spans.see(event);
    this.recall(event);
  }

  /** What an archive kept of an earlier watch. */
  recall(event: AuditEvent): void {
    if (event.type === 'gatewayState') this.#state(event);
    this.#last = Math.max(this.#last ?? event.time, event.time);
  }

  recallSpans({ watched, witnessed }: WatchedSpans): void {
    this.#recalled.watched.push(...watched);
    this.#recalled.witnessed.push(...witnessed);
  }

  /** All that was covered, whether the gateway was up or down. */
  get spans(): WatchedSpans {
    return { watched: this.#covered(true), witnessed: this.#covered(false) };
  }

  /** A silence at the end of live logs is watched as well: so long after the last event, but not beyond `now`. */
  stayAwake(now: number, silence: number): void {
    if (this.#stoppedAt !== undefined || this.#last === undefined) return;
    for (const spans of this.#streams.values()) spans.extend(Math.min(now, this.#last + silence));
  }

  of(day: TimeSpan): Watched {
    const down = withinSpan(this.#downUntil(day.to), day);
    const logs = withinSpan(this.#covered(true), day);
    const covered = logs.length > 0 ? logs : withinSpan(this.#covered(false), day);
    const watched = withoutSpans(covered, down);
    const lost = withoutSpans(withoutSpans([day], covered), down);
    return { gateway: this.#gateway, watched: lengthOfSpans(watched), of: day.to - day.from, down, lost };
  }

  #covered(logs: boolean): readonly TimeSpan[] {
    const streams = [...this.#streams.values()].filter((spans) => spans.continuous === logs);
    const recalled = logs ? this.#recalled.watched : this.#recalled.witnessed;
    return joinSpans([...streams.flatMap((spans) => spans.covered), ...recalled]);
  }

  #state({ state, time }: AuditEvent<'gatewayState'>): void {
    if (state === 'stopped') {
      this.#stoppedAt ??= time;
      return;
    }
    const since = this.#stoppedAt ?? (state === 'started' ? this.#last : undefined);
    if (since !== undefined) this.#down.push({ from: since, to: time });
    this.#stoppedAt = undefined;
  }

  #downUntil(end: number): readonly TimeSpan[] {
    const last = this.#stoppedAt === undefined ? [] : [{ from: this.#stoppedAt, to: end }];
    return joinSpans([...this.#down, ...last]);
  }
}
