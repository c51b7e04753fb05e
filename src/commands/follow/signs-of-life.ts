import { BoundedMap } from '../../collections/bounded-map.ts';
import type { Finding, Severity } from '../../model/finding.ts';
import type { WatchFigures } from '../../model/watch-figures.ts';
import type { StatusLine } from './status-line.ts';

export interface SignsOptions {
  readonly status: StatusLine;
  readonly heartbeat: { readonly every: number | undefined; readonly tell: () => void };
}

/** What shows that the watch is on: the status line, and the heartbeat. */
export class SignsOfLife {
  readonly #options: SignsOptions;
  readonly #findings = new Map<Severity, number>();
  readonly #severities = new BoundedMap<Severity>({ max: 20_000 });
  #beatAt = performance.now();

  constructor(options: SignsOptions) {
    this.#options = options;
  }

  get findings(): number {
    return [...this.#findings.values()].reduce((sum, count) => sum + count, 0);
  }

  /** A finding that is new or graver is about to be told; it counts once, as what it has become. */
  count({ id, severity }: Finding): void {
    const was = this.#severities.get(id);
    if (was) this.#findings.set(was, (this.#findings.get(was) ?? 0) - 1);
    this.#findings.set(severity, (this.#findings.get(severity) ?? 0) + 1);
    this.#severities.set(id, severity);
  }

  /** Makes room for a line that stays. */
  clear(): void {
    this.#options.status.clear();
  }

  show({ sources, events, lag }: Pick<WatchFigures, 'sources' | 'events' | 'lag'>): void {
    const { status, heartbeat } = this.#options;
    const now = performance.now();
    if (heartbeat.every !== undefined && now - this.#beatAt >= heartbeat.every) {
      this.#beatAt = now;
      this.clear();
      heartbeat.tell();
    }
    status.show({ sources, events, lag, findings: this.#findings }, now);
  }
}
