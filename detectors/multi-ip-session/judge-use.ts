import { type AuditEvent, inGateway, isAlert, joining } from '../../src/detector-kit/index.ts';
import type { Identity } from './identities.ts';
import { judgeGateways } from './judge-gateways.ts';
import { judgeOldCredential } from './judge-old-credential.ts';
import { judgeOverlap } from './judge-overlap.ts';
import type { Knowledge } from './knowledge.ts';
import type { Place } from './places.ts';
import type { Visit } from './visits.ts';

const keyOf = joining(':');

/** One use of an identity from a place: remembered, and judged when the place is another than before. */
export function judgeUse(knowledge: Knowledge, event: AuditEvent, identity: Identity, place: Place): void {
  const key = keyOf(identity.kind, identity.id);
  const name = inGateway(event.gateway, key);
  const visits = knowledge.visits.arrive(name, visitOf(event, identity, place));
  if (
    !place.claimed &&
    knowledge.habits.isNews(name, place.address, event.time) &&
    !isFlagged(knowledge, event, key)
  )
    knowledge.habits.teach(name, place.address, event.time);
  if (visits) judgeOverlap(knowledge, { event, identity, key, name, visits });
  if (identity.kind !== 'device') return;
  judgeGateways(knowledge, event, identity.id, place);
  judgeOldCredential(knowledge, event, place);
}

function visitOf(
  { time, connId }: AuditEvent,
  { device, user }: Identity,
  { address, claimed }: Place,
): Visit {
  return { place: address, from: time, to: time, device, user, conn: connId ?? '', claimed };
}

/** What an identity under alert does is no habit. */
function isFlagged({ episodes }: Knowledge, { gateway, time }: AuditEvent, key: string): boolean {
  const severity = episodes.open(key, gateway, time)?.severity;
  return severity !== undefined && isAlert(severity);
}
