import { setImmediate, setTimeout } from 'node:timers/promises';
import type { AlertDesk } from '../../alerts/alert-desk.ts';
import { Engine } from '../../engine/engine.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { Finding } from '../../model/finding.ts';
import type { AuditReport } from '../../model/report.ts';
import type { WatchFigures } from '../../model/watch-figures.ts';
import type { FollowEvidence } from '../../sources/follow/follow-evidence.ts';
import { type ReportRequest, reportOn } from '../build-report.ts';
import { Alerting } from './alerting.ts';
import type { LiveClock } from './live-clock.ts';
import { LiveEvidence, type LiveOptions } from './live-evidence.ts';
import { SignsOfLife, type SignsOptions } from './signs-of-life.ts';
import { Teller } from './teller.ts';
import type { News } from './told-findings.ts';
import type { SavedWatch, WatchRecord } from './watch-record.ts';

/** At least so long between two looks, so that a busy log is read in batches; and at most. */
const shortestLook = 40;
export const longestLook = 250;
const tidyEvery = 1_000;
const mostSettled = 2_000;

export interface WatchOptions extends SignsOptions {
  readonly request: ReportRequest;
  readonly follow: FollowEvidence;
  readonly clock: LiveClock;
  readonly live: Omit<LiveOptions, 'onGap'>;
  readonly record: WatchRecord | undefined;
  readonly saved: Partial<SavedWatch>;
  readonly places: readonly string[];
  readonly since: number;
  /** Gives a watch that begins anew what was learned before: called before each event. */
  readonly recall?: ((engine: Engine) => (event: AuditEvent) => void) | undefined;
  readonly desk: AlertDesk;
  readonly hear: (finding: Finding, news: News) => void;
  readonly onGap: LiveOptions['onGap'];
  /** What can be seen: once history was read, and when a new kind of evidence comes. */
  readonly onSight: (report: AuditReport) => void;
}

/** Reads what grows, judges it, tells what it finds, and remembers where it was. */
export class Watch {
  readonly #options: WatchOptions;
  readonly #engine: Engine;
  readonly #recall: ((event: AuditEvent) => void) | undefined;
  readonly #evidence: LiveEvidence;
  readonly #teller: Teller;
  readonly #alerting: Alerting;
  readonly #signs: SignsOfLife;
  #events = 0;
  #dirty = true;
  #started = false;
  #kinds = 0;
  #tidiedAt = 0;
  #deskChanges = 0;

  constructor(options: WatchOptions) {
    const { saved, request, live } = options;
    this.#options = options;
    this.#signs = new SignsOfLife(options);
    const postureOf = (gateway: string) => live.settings.configs.get(gateway)?.posture;
    this.#engine = new Engine(request.detectors, saved.engine, postureOf);
    this.#recall = saved.engine ? undefined : options.recall?.(this.#engine);
    const visit = (event: AuditEvent) => this.#visit(event);
    this.#evidence = new LiveEvidence({ ...options.live, onGap: options.onGap }, visit, saved.evidence);
    const hear = (finding: Finding, news: News) => this.#hear(finding, news);
    const suppressedBy = (finding: Finding) => request.suppressedBy(finding, options.clock.now());
    this.#teller = new Teller(this.#engine, { choice: request.choice, suppressedBy, hear }, saved);
    this.#alerting = new Alerting(options.desk, () => options.clock.now());
  }

  /** Until the signal aborts, or all of standard input was read. */
  async run(signal: AbortSignal): Promise<void> {
    const { follow } = this.#options;
    try {
      while (!signal.aborted && !follow.ended) {
        const begun = performance.now();
        const busy = await this.#pass();
        const rest = shortestLook - (performance.now() - begun);
        if (!busy) await follow.changed(longestLook, signal);
        else if (rest > 0) await setTimeout(rest, undefined, { signal }).catch(() => {});
      }
      await this.#finish();
    } finally {
      // What stays open would keep a watch that failed alive, blind.
      await this.#evidence.close();
    }
  }

  /** All that was seen so far, as a report tells it. */
  report(): AuditReport {
    const { request, follow, clock } = this.#options;
    const evidence = this.#evidence.seen(follow.opened);
    const asked = { ...request, evidence: { ...request.evidence, now: clock.now() } };
    return reportOn(asked, { evidence, engine: this.#engine, events: this.#events });
  }

  figures(): WatchFigures {
    const { follow, clock, desk } = this.#options;
    return {
      sources: follow.opened.sources.length,
      events: this.#events,
      findings: this.#signs.findings,
      lastEvent: clock.newest,
      lag: clock.lag,
      files: { ...follow.figures },
      alerts: desk.figures,
    };
  }

  async #pass(everywhere = false): Promise<boolean> {
    const { live, follow, onGap } = this.#options;
    const changed = await live.settings.look(follow.opened.gateways, onGap);
    const busy = await this.#evidence.pass(() => this.#breathe(), everywhere);
    this.#engine.tick(this.#options.clock.eventTime());
    // Under other settings a finding may be worse, and calls for other advice.
    if (changed) this.#teller.tellAll();
    else this.#teller.tellNews();
    this.#alerting.sendDue();
    this.#tellSight();
    this.#dirty ||= busy || this.#options.desk.changes !== this.#deskChanges;
    if (this.#dirty && this.#evidence.settled && this.#options.record?.isDue) await this.#save();
    else if (live.feed?.isDue) await live.feed.flush();
    this.#tidy();
    this.#signs.show(this.figures());
    return busy;
  }

  #tellSight(): void {
    const { kinds } = this.#evidence;
    if (!this.#started || kinds > this.#kinds) this.#options.onSight(this.report());
    this.#started = true;
    this.#kinds = kinds;
  }

  #visit(event: AuditEvent): void {
    this.#events++;
    this.#recall?.(event);
    this.#engine.push(event);
  }

  /** In a long pass, alerts and signals must not wait for its end. */
  async #breathe(): Promise<void> {
    this.#teller.tellNews();
    this.#alerting.sendDue();
    await setImmediate();
  }

  #hear(finding: Finding, news: News): void {
    if (news !== 'larger') this.#signs.count(finding);
    this.#signs.clear();
    this.#options.hear(finding, news);
    this.#options.desk.offer(finding);
  }

  /** A little at a time: alerts must not wait for it. */
  #tidy(): void {
    const now = performance.now();
    if (now - this.#tidiedAt < tidyEvery) return;
    this.#tidiedAt = now;
    this.#engine.settle(mostSettled);
    this.#engine.forgetClosed();
  }

  async #save(): Promise<void> {
    const { request, places, since, record, desk, live } = this.#options;
    this.#dirty = false;
    this.#deskChanges = desk.changes;
    await live.feed?.flush();
    await record?.save({
      settingsHash: request.settingsHash,
      places,
      since,
      ...this.#teller.save(),
      alerts: desk.save(),
      evidence: this.#evidence.save(),
      engine: this.#engine.save(),
    });
  }

  /** What was written until now is read, and what grew since it was told is told once more. */
  async #finish(): Promise<void> {
    const { follow, record, live } = this.#options;
    if (follow.ended) await this.#evidence.end();
    else if (this.#started) await this.#pass(true);
    if (!this.#evidence.settled) await this.#pass();
    await this.#evidence.release();
    this.#teller.tellAll();
    this.#signs.clear();
    await this.#alerting.close();
    if (record && this.#evidence.settled) await this.#save();
    await live.feed?.close();
  }
}
