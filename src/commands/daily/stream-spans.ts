import { type TimeSpan, withoutSpans } from '../../facts/spans.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { SourceKind } from '../../model/source.ts';

const hour = 3_600_000;

/** A record that goes on: what lies between its first and its last line was watched, also in silence. */
const continuous = new Set<SourceKind | undefined>(['gateway-log', 'logs-json', 'console', 'plain', 'proxy']);

/** Between two lines of a transcript or a journal many hours may have gone by unseen. */
const longestPause = (kind: SourceKind | undefined): number =>
  kind === 'ledger' ? Number.POSITIVE_INFINITY : hour;

/** What one source covers. */
export class StreamSpans {
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

  /** What it covers from now on; what it covered until now was told. */
  goOn(): void {
    const last = this.#torn ? undefined : this.#spans.at(-1);
    this.#spans.length = 0;
    this.#holes.length = 0;
    if (last) this.#spans.push({ from: last.to, to: last.to });
  }

  extend(to: number): void {
    const open = this.#spans.at(-1);
    if (this.continuous && !this.#torn && open) open.to = Math.max(open.to, to);
  }
}
