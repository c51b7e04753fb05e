import type { AuditEvent } from '../../src/detector-kit/index.ts';
import type { Knowledge } from './knowledge.ts';
import type { Party } from './parties.ts';
import { crossesAgents, isForeign, isNamed } from './relations.ts';
import type { Verdict } from './verdict.ts';
import * as verdicts from './verdicts.ts';
import { whoOf } from './who.ts';

type Access = AuditEvent<'sessionAccess'>;

/** What an access that was let through means; nothing when it is the session's own business. */
export function reachVerdict(knowledge: Knowledge, event: Access): Verdict | undefined {
  if (event.action === 'spawn') return undefined;
  const party = knowledge.parties.of(event);
  if (!isNamed(event.targetSessionKey)) return unnamedVerdict(event, party);
  if (!isForeign(knowledge.families, event)) return undefined;
  const verdict = foreignVerdict(knowledge, event, party);
  // Nobody recorded how the call ended.
  return verdict && event.outcome === 'unknown'
    ? { ...verdict, severity: 'low', confidence: 'low' }
    : verdict;
}

function unnamedVerdict({ action }: Access, party: Party): Verdict | undefined {
  const telling = action === 'read' || action === 'send';
  return telling && party !== 'operator' ? verdicts.targetUnknown : undefined;
}

function foreignVerdict(knowledge: Knowledge, event: Access, party: Party): Verdict | undefined {
  const atHome = !crossesAgents(event);
  if (party === 'operator' && atHome) return undefined;
  if (party === 'main' && atHome) return verdicts.mainReached;
  const letIn = party === 'operator' ? undefined : letInVerdict(knowledge, event);
  if (party !== 'person') return habitVerdict(knowledge, event, party, letIn);
  return letIn ?? personVerdict(knowledge, event, atHome);
}

function letInVerdict({ denials, families, openings }: Knowledge, event: Access): Verdict | undefined {
  const opening = openings.last(event.gateway);
  const how = denials.letIn(whoOf(families, event), event, opening);
  return how && verdicts.letIn(how === 'opened' ? opening?.by : undefined);
}

function personVerdict({ denials, families }: Knowledge, event: Access, atHome: boolean): Verdict {
  if (atHome) return verdicts.personReached;
  return denials.refusedLately(event, whoOf(families, event))
    ? verdicts.agentReachedAfterRefusal
    : verdicts.agentReached;
}

/** Jobs and agents that work together do so again and again: new is an alert, then low until it has settled. */
function habitVerdict(
  knowledge: Knowledge,
  event: Access,
  party: Party,
  letIn: Verdict | undefined,
): Verdict | undefined {
  const { cases, families, habits } = knowledge;
  const { gateway, time, sessionKey: from = '', targetSessionKey: to = '' } = event;
  const reach = { gateway, time, from, to };
  const known = habits.familiarity(reach);
  const clean = !letIn && isSure(event) && !cases.isFlagged(event, whoOf(families, event));
  habits.note(reach, known !== 'new' && clean);
  if (letIn || known === 'settled') return letIn;
  if (known === 'known' || party === 'operator') return verdicts.unsettled;
  return party === 'job' ? verdicts.jobReached : verdicts.agentReached;
}

function isSure({ outcome, trust }: Access): boolean {
  return outcome !== 'unknown' && trust === 'recorded';
}
