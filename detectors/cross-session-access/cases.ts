import type { AuditEvent, Episode, Episodes, Memory, Severity } from '../../src/detector-kit/index.ts';
import { reportOf } from './wording.ts';

const mostNamed = 10;
/** The same call, told by several sources, comes within this. */
const twins = 60_000;
const ranks: readonly Severity[] = ['info', 'low', 'medium', 'high', 'critical'];

export type Verdict = {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly confidence: 'low' | 'medium' | 'high';
  /** Why, for the summary, when the counts do not say it. */
  readonly because?: string;
  readonly seen?: number;
  readonly threshold?: number;
  readonly windowMs?: number;
};

/** All that one initiator did in one episode: what a finding tells. */
export type Case = {
  readonly openedAt: number;
  readonly initiator: string;
  readonly refusedCalls: number;
  readonly refusedTargets: readonly string[];
  readonly reachedCalls: number;
  readonly reachedTargets: readonly string[];
  /** Allowed, without a word of the target. */
  readonly unnamedCalls: number;
  readonly files: readonly string[];
  readonly verdict: Verdict;
};

/** What an event adds to its case. */
export interface Deed {
  readonly kind: 'refused' | 'reached' | 'unnamed' | 'file';
  readonly target?: string;
  readonly callId?: string;
}

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
    return severity !== undefined && ranks.indexOf(severity) >= ranks.indexOf('medium');
  }

  add(who: string, event: AuditEvent, deed: Deed, verdict: Verdict): void {
    const before = this.#toldBefore(event, deed);
    const count = before ? 0 : 1;
    const sessions = deed.target && !/^(?:id|label):/.test(deed.target) ? [deed.target] : [];
    const episode = this.#episodes.add(who, event, { count, entities: { sessions } });
    const name = `${event.gateway}\n${who}`;
    const grown = grow(this.#caseOf(name, episode, event, verdict), deed, before, verdict);
    this.#cases.set(name, grown);
    episode.report(reportOf(grown));
  }

  /** As what the same call was counted, when another source has told it. */
  #toldBefore({ gateway, time }: AuditEvent, { kind, callId }: Deed): Deed['kind'] | undefined {
    if (!callId) return undefined;
    const name = `${gateway}\n${callId}`;
    const told = this.#calls.get(name);
    this.#calls.set(name, { time, kind });
    return told && Math.abs(time - told.time) < twins ? told.kind : undefined;
  }

  #caseOf(name: string, episode: Episode, { sessionKey = '' }: AuditEvent, verdict: Verdict): Case {
    const known = this.#cases.get(name);
    if (known?.openedAt === episode.openedAt) return known;
    const empty = {
      refusedTargets: [],
      reachedTargets: [],
      files: [],
      refusedCalls: 0,
      reachedCalls: 0,
      unnamedCalls: 0,
    };
    return { openedAt: episode.openedAt, initiator: sessionKey, ...empty, verdict };
  }
}

function grow(known: Case, deed: Deed, before: Deed['kind'] | undefined, verdict: Verdict): Case {
  const { kind, target } = deed;
  const worse = ranks.indexOf(verdict.severity) >= ranks.indexOf(known.verdict.severity);
  const change = (of: Deed['kind']) => Number(kind === of) - Number(before === of);
  return {
    ...known,
    verdict: worse ? verdict : known.verdict,
    refusedCalls: known.refusedCalls + change('refused'),
    reachedCalls: known.reachedCalls + change('reached'),
    unnamedCalls: known.unnamedCalls + change('unnamed'),
    refusedTargets: kind === 'refused' ? named(known.refusedTargets, target) : known.refusedTargets,
    reachedTargets: kind === 'reached' ? named(known.reachedTargets, target) : known.reachedTargets,
    files: kind === 'file' ? named(known.files, target) : known.files,
  };
}

function named(known: readonly string[], target: string | undefined): readonly string[] {
  if (target === undefined || known.includes(target) || known.length >= mostNamed) return known;
  return [...known, target.slice(0, 120)];
}
