import { rankOf, worstOf } from '../facts/severity.ts';
import type { AlertPolicy, Notice, Pulse, Sink } from '../model/alert.ts';
import type { Finding } from '../model/finding.ts';
import type { ListLimits } from './entry-list.ts';
import { HeldBack } from './held-back.ts';
import { Outbox } from './outbox.ts';
import { quietClock } from './quiet-hours.ts';
import type { SavedSink } from './saved-alerts.ts';
import { minute, StormGuard } from './storm-guard.ts';
import { digestItem, toldFinding } from './told-finding.ts';
import { ToldMemory } from './told-memory.ts';

export interface SinkDeskOptions {
  readonly sink: Sink;
  readonly now: () => number;
  readonly random: () => number;
  readonly limits: ListLimits;
  readonly pulse: () => Pulse | null;
}

/** Decides what one sink hears, and when. */
export class SinkDesk {
  readonly outbox: Outbox;
  readonly #options: SinkDeskOptions;
  readonly #policy: AlertPolicy;
  readonly #told: ToldMemory;
  readonly #heldBack: HeldBack;
  readonly #critical: StormGuard;
  readonly #others: StormGuard;
  readonly #quietUntil: (now: number) => number | undefined;
  #offered = 0;
  #heartbeat: { since: number; findings: number };

  constructor(options: SinkDeskOptions, saved?: SavedSink) {
    const { sink, now } = options;
    this.#options = options;
    this.#policy = sink.policy;
    this.outbox = new Outbox({ ...options, deliver: sink.deliver }, saved?.outbox);
    this.#told = new ToldMemory(sink.policy.repeat, saved?.told);
    this.#heldBack = new HeldBack(saved?.heldBack ?? undefined);
    this.#critical = new StormGuard(sink.policy.perMinute, saved?.lately[0]);
    this.#others = new StormGuard(sink.policy.perMinute, saved?.lately[1]);
    this.#quietUntil = quietClock(sink.policy.quietHours);
    this.#heartbeat = { ...(saved?.heartbeat ?? { since: now(), findings: 0 }) };
  }

  offer(finding: Finding): void {
    const was = this.#told.severityTold(finding.id);
    if (rankOf(finding.severity) < rankOf(this.#policy.minSeverity)) return;
    this.#offered += 1;
    if (was !== undefined && rankOf(finding.severity) <= rankOf(was)) {
      this.#told.goesOn(finding);
      return;
    }
    const now = this.#options.now();
    this.#told.tell(finding, now);
    if (was === undefined) this.#heartbeat.findings += 1;
    const holdUntil = this.#holdUntil(finding, now);
    if (holdUntil === undefined) this.outbox.push(findingNotice(finding, was, now));
    else this.#heldBack.add(digestItem(finding, finding.count), holdUntil);
  }

  send(notice: Notice): void {
    if (notice.kind !== 'daily' || this.#policy.daily) this.outbox.push(notice);
  }

  /** Queues the digest and the heartbeat that are due. */
  tick(): void {
    const now = this.#options.now();
    if (this.#quietUntil(now) !== undefined) return;
    if (now >= this.#digestDue()) this.#digest(now);
    if (now >= this.#heartbeatDue()) this.#beat(now);
  }

  nextDue(): number | null {
    const now = this.#options.now();
    const quiet = this.#quietUntil(now) ?? 0;
    const made = Math.max(quiet, Math.min(this.#digestDue(), this.#heartbeatDue()));
    const next = Math.min(made, this.outbox.nextDue ?? never);
    return Number.isFinite(next) ? next : null;
  }

  get changes(): number {
    return this.#offered + this.outbox.changes;
  }

  save(): SavedSink {
    return {
      name: this.#options.sink.name,
      outbox: this.outbox.save(),
      told: this.#told.save(),
      heldBack: this.#heldBack.save(),
      lately: [this.#critical.save(), this.#others.save()],
      heartbeat: { ...this.#heartbeat },
    };
  }

  /** `undefined`: it goes out at once. */
  #holdUntil({ severity }: Finding, now: number): number | undefined {
    const quiet = this.#quietUntil(now);
    const except = this.#policy.quietHours?.except ?? 'critical';
    if (quiet !== undefined && rankOf(severity) < rankOf(except)) return quiet;
    // A flood of lesser alerts cannot hold a critical one back.
    if (severity === 'critical') return this.#critical.passes(now) ? undefined : now + minute;
    if (this.#heldBack.due !== null) return this.#heldBack.due;
    return this.#others.passes(now) ? undefined : now + minute;
  }

  #digestDue(): number {
    return Math.min(this.#told.nextDue ?? never, this.#heldBack.due ?? never);
  }

  #heartbeatDue(): number {
    return this.#heartbeat.since + (this.#policy.heartbeat ?? never);
  }

  #digest(now: number): void {
    // Named after when it was due: after a crash it is the same one.
    const id = `digest.${this.#digestDue()}`;
    const heldBack = this.#heldBack.takeDue(now);
    const ongoing = this.#told.takeDue(now);
    if (heldBack.total + ongoing.total === 0) return;
    const severity = worstOf([...heldBack.items, ...ongoing.items].map((item) => item.severity));
    this.outbox.push({ kind: 'digest', id, time: now, severity, heldBack, ongoing });
  }

  #beat(now: number): void {
    const { since, findings } = this.#heartbeat;
    const id = `heartbeat.${this.#heartbeatDue()}`;
    const pulse = this.#options.pulse();
    this.outbox.replaceKind({ kind: 'heartbeat', id, time: now, severity: 'info', since, findings, pulse });
    this.#heartbeat = { since: now, findings: 0 };
  }
}

const never = Number.POSITIVE_INFINITY;

function findingNotice(finding: Finding, was: Notice['severity'] | undefined, now: number): Notice {
  const { id, severity, revision } = finding;
  return {
    kind: 'finding',
    id: `${id}.${severity}`,
    time: now,
    severity,
    revision,
    ...(was && { was }),
    finding: toldFinding(finding),
  };
}
