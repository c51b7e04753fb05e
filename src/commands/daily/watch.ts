import { joinSpans, lengthOfSpans, type TimeSpan, withinSpan, withoutSpans } from '../../facts/spans.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { SourceKind } from '../../model/source.ts';
import type { Watched } from '../../reporters/daily/day-summary.ts';

const hour = 3_600_000;

/** A record that goes on: what lies between its first and its last line was watched, also in silence. */
const continuous = new Set<SourceKind | undefined>(['gateway-log', 'logs-json', 'console', 'plain', 'proxy']);

/** Between two lines of a transcript or a journal many hours may have gone by unseen. */
const longestPause = (kind: SourceKind | undefined): number =>
  kind === 'ledger' ? Number.POSITIVE_INFINITY : hour;

/**
 * How long one gateway was watched: from the first to the last event of its logs, without the times for which they
 * say that records are missing, and without those in which the gateway was down. A start without a stop before it
 * was a crash: the gateway may have been down since the event before. Where a day has no log, the ledger watches
 * from its first to its last row, and transcripts around their lines.
 */
export class Watch {
  readonly #gateway: string;
  readonly #streams = new Map<object, StreamSpans>();
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
    if (event.type === 'gatewayState') this.#state(event);
    this.#last = Math.max(this.#last ?? event.time, event.time);
  }

  /** A silence at the end of live logs is watched as well: so long after the last event, but not beyond `now`. */
  stayAwake(now: number, silence: number): void {
    if (this.#stoppedAt !== undefined || this.#last === undefined) return;
    for (const spans of this.#streams.values()) spans.extend(Math.min(now, this.#last + silence));
  }

  of(day: TimeSpan): Watched {
    const down = withinSpan(this.#downUntil(day.to), day);
    const logs = this.#covered(true, day);
    const covered = logs.length > 0 ? logs : this.#covered(false, day);
    const watched = withoutSpans(covered, down);
    const lost = withoutSpans(withoutSpans([day], covered), down);
    return { gateway: this.#gateway, watched: lengthOfSpans(watched), of: day.to - day.from, down, lost };
  }

  #covered(logs: boolean, day: TimeSpan): readonly TimeSpan[] {
    const streams = [...this.#streams.values()].filter((spans) => spans.continuous === logs);
    return withinSpan(
      streams.flatMap((spans) => spans.covered),
      day,
    );
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
    const { stoppedAt = end } = { stoppedAt: this.#stoppedAt };
    return joinSpans([...this.#down, { from: stoppedAt, to: end }]);
  }
}

class StreamSpans {
  readonly continuous: boolean;
  readonly #pause: number;
  readonly #spans: { from: number; to: number }[] = [];
  readonly #holes: TimeSpan[] = [];
  #torn = false;

  constructor(kind: SourceKind | undefined) {
    this.continuous = continuous.has(kind);
    this.#pause = this.continuous ? Number.POSITIVE_INFINITY : longestPause(kind);
  }

  get covered(): readonly TimeSpan[] {
    return withoutSpans(this.#spans, this.#holes);
  }

  see(event: AuditEvent): void {
    const { time } = event;
    const open = this.#torn ? undefined : this.#spans.at(-1);
    if (open && time - open.to <= this.#pause) open.to = Math.max(open.to, time);
    else this.#spans.push({ from: time, to: time });
    this.#torn = event.type === 'evidenceGap' && event.gap === 'truncated';
    if (event.type === 'evidenceGap' && event.from !== undefined && event.to !== undefined)
      this.#holes.push({ from: event.from, to: event.to });
  }

  extend(to: number): void {
    const open = this.#spans.at(-1);
    if (this.continuous && !this.#torn && open) open.to = Math.max(open.to, to);
  }
}
