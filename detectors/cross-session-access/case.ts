import { type AuditEvent, type Episode, isWorse } from '../../src/detector-kit/index.ts';
import type { Verdict } from './verdict.ts';

const mostNamed = 10;

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

export function newCase({ openedAt }: Episode, { sessionKey = '' }: AuditEvent, verdict: Verdict): Case {
  return {
    openedAt,
    initiator: sessionKey,
    refusedCalls: 0,
    refusedTargets: [],
    reachedCalls: 0,
    reachedTargets: [],
    unnamedCalls: 0,
    files: [],
    verdict,
  };
}

/** `before` is as what the same call was counted already. */
export function grow(known: Case, deed: Deed, before: Deed['kind'] | undefined, verdict: Verdict): Case {
  const { kind, target } = deed;
  const change = (of: Deed['kind']) => Number(kind === of) - Number(before === of);
  return {
    ...known,
    verdict: isWorse(known.verdict.severity, verdict.severity) ? known.verdict : verdict,
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
