import { type AuditEvent, isWorse, parseSessionKey } from '../../src/detector-kit/index.ts';
import type { Deed } from './case.ts';
import type { Refused } from './denials.ts';
import type { Knowledge } from './knowledge.ts';
import { reachVerdict } from './reach.ts';
import { isForeign, isNamed, isOwn } from './relations.ts';
import type { Verdict } from './verdict.ts';
import * as verdicts from './verdicts.ts';
import { whoOf } from './who.ts';

type Access = AuditEvent<'sessionAccess'>;

/** Judges one access to a session: refused, or let through. */
export function accessRules(knowledge: Knowledge): (event: Access) => void {
  return (event) => {
    if (!event.sessionKey) return;
    if (event.outcome === 'denied') judgeRefusal(knowledge, event);
    else if (event.outcome !== 'error') judgeAllowed(knowledge, event);
  };
}

function judgeRefusal({ cases, denials, families, parties, options }: Knowledge, event: Access): void {
  const { sessionKey = '', targetSessionKey } = event;
  if (isToolPolicy(event.reason) || (targetSessionKey && isOwn(sessionKey, targetSessionKey))) return;
  const who = whoOf(families, event);
  const verdict = refusalVerdict(denials.add(who, event), parties.of(event) === 'operator', options);
  cases.add(who, event, deedOf('refused', event), verdicts.trusted(event, verdict));
}

/** A tool that policy had removed is a matter of tools, not of sessions. */
function isToolPolicy(reason = ''): boolean {
  if (/visibility|agent.to.agent/i.test(reason)) return false;
  return /unknown tool|not found|tool policy|not available|exec denied|tools\.(?:allow|deny)/i.test(reason);
}

function refusalVerdict(refused: Refused, operator: boolean, options: Knowledge['options']): Verdict {
  if (!refused.repeated) return verdicts.refusedOnce;
  return operator ? verdicts.operatorRefused : verdicts.refusedRepeatedly(refused, options);
}

function judgeAllowed(knowledge: Knowledge, event: Access): void {
  const verdict = worse(reachVerdict(knowledge, event), triggerVerdict(knowledge, event));
  if (!verdict) return;
  const deed = deedOf(isNamed(event.targetSessionKey) ? 'reached' : 'unnamed', event);
  knowledge.cases.add(whoOf(knowledge.families, event), event, deed, verdicts.trusted(event, verdict));
}

function triggerVerdict({ triggers, families }: Knowledge, event: Access): Verdict | undefined {
  if (!triggers.missing(event)) return undefined;
  return isForeign(families, event) ? verdicts.untriggeredReach : verdicts.untriggered;
}

function worse(one: Verdict | undefined, other: Verdict | undefined): Verdict | undefined {
  if (!one || !other) return one ?? other;
  return isWorse(other.severity, one.severity) ? other : one;
}

function deedOf(kind: Deed['kind'], { targetSessionKey, callId }: Access): Deed {
  const target = targetSessionKey && parseSessionKey(targetSessionKey).key;
  return { kind, ...(target && { target }), ...(callId && { callId }) };
}
