import { type EnabledDetector, Engine, type PostureOf } from '../../engine/engine.ts';
import { isAtLeast } from '../../facts/severity.ts';
import type { TimeSpan } from '../../facts/spans.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { Finding, Severity } from '../../model/finding.ts';

/** A finding that was new, or had become worse. */
export interface SentAlert {
  readonly detector: string;
  readonly severity: Severity;
  /** What was new counts for the day on which it began, what became worse for that on which it did. */
  readonly time: number;
}

export interface Listening {
  readonly postureOf: PostureOf;
  readonly span: TimeSpan;
  /** Severe enough, about what was asked for, and not suppressed. */
  readonly isTold: (finding: Finding) => boolean;
}

/** Hears what an engine would have told a sink, as the events came. */
export class SentAlerts {
  readonly alerts: SentAlert[] = [];
  readonly #engine: Engine;
  readonly #listening: Listening;
  readonly #told = new Map<string, Severity>();
  #last: number;

  constructor(detectors: readonly EnabledDetector[], listening: Listening) {
    this.#engine = new Engine(detectors, {}, listening.postureOf);
    this.#listening = listening;
    this.#last = listening.span.from;
  }

  push(event: AuditEvent): void {
    this.#engine.push(event);
    this.#last = event.time;
    this.#hear();
  }

  end(now: number): void {
    this.#engine.tick(now);
    this.#hear();
  }

  /** What no setting may hide. */
  get criticals(): readonly Finding[] {
    const { isTold } = this.#listening;
    return this.#engine.findings().filter((finding) => finding.severity === 'critical' && isTold(finding));
  }

  evictions(): { readonly [store: string]: number } {
    return this.#engine.evictions();
  }

  #hear(): void {
    for (const finding of this.#engine.takeRevised())
      if (this.#listening.isTold(finding)) this.#tell(finding);
  }

  #tell({ id, detector, severity, firstSeen }: Finding): void {
    const told = this.#told.get(id);
    if (told !== undefined && isAtLeast(told, severity)) return;
    this.#told.set(id, severity);
    const { from, to } = this.#listening.span;
    const at = this.#last;
    if (at < from || at > to) return;
    const began = told === undefined && firstSeen >= from;
    this.alerts.push({ detector, severity, time: began ? firstSeen : at });
  }
}
