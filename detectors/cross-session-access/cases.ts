import {
  type AuditEvent,
  type Episode,
  type Episodes,
  inGateway,
  isAlert,
  type Memory,
  minute,
} from '../../src/detector-kit/index.ts';
import { type Case, type Deed, grow, newCase } from './case.ts';
import { isNamed } from './relations.ts';
import type { Verdict } from './verdict.ts';
import { reportOf } from './wording.ts';

/** The same call, told by several sources, comes within this. */
const twins = minute;

/** How a call was last told: `kind` may become clearer with a second source. */
export type Told = { readonly time: number; readonly kind: Deed['kind'] };

/** One finding for one initiator: its refusals, its reads and its files belong to one attack. */
export class Cases {
  readonly #episodes: Episodes;
  readonly #cases: Memory<Case>;
  readonly #calls: Memory<Told>;

  constructor(episodes: Episodes, cases: Memory<Case>, calls: Memory<Told>) {
    this.#episodes = episodes;
    this.#cases = cases;
    this.#calls = calls;
  }

  /** Whether the initiator is under an alert: what it does now teaches nothing. */
  isFlagged({ gateway, time }: AuditEvent, who: string): boolean {
    const severity = this.#episodes.open(who, gateway, time)?.severity;
    return severity !== undefined && isAlert(severity);
  }

  add(who: string, event: AuditEvent, deed: Deed, verdict: Verdict): void {
    const before = this.#toldBefore(event, deed);
    const count = before ? 0 : 1;
    const sessions = deed.kind !== 'file' && isNamed(deed.target) ? [deed.target] : [];
    const episode = this.#episodes.add(who, event, { count, entities: { sessions } });
    const name = inGateway(event.gateway, who);
    const grown = grow(this.#caseOf(name, episode, event, verdict), deed, before, verdict);
    this.#cases.set(name, grown);
    episode.report(reportOf(grown));
  }

  /** As what the same call was counted, when another source has told it. */
  #toldBefore({ gateway, time }: AuditEvent, { kind, callId }: Deed): Deed['kind'] | undefined {
    if (!callId) return undefined;
    const name = inGateway(gateway, callId);
    const told = this.#calls.get(name);
    this.#calls.set(name, { time, kind });
    return told && Math.abs(time - told.time) < twins ? told.kind : undefined;
  }

  #caseOf(name: string, episode: Episode, event: AuditEvent, verdict: Verdict): Case {
    const known = this.#cases.get(name);
    return known?.openedAt === episode.openedAt ? known : newCase(episode, event, verdict);
  }
}
