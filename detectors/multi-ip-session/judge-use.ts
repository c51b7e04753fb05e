import { type AuditEvent, inGateway, isAlert, joining } from '../../src/detector-kit/index.ts';
import type { Identity } from './identities.ts';
import { judgeGateways } from './judge-gateways.ts';
import { judgeOldCredential } from './judge-old-credential.ts';
import { judgeOverlap } from './judge-overlap.ts';
import type { Knowledge } from './knowledge.ts';
import type { Place } from './places.ts';
import type { Visit } from './visits.ts';

const joined = joining(':');
const keyOf = ({ kind, id }: Identity): string => joined(kind, id);
/** As `inGateway(gateway, keyOf(identity))`, with one look-up among thousands of names instead of two. */
const nameOf = (gateway: string, { kind, id }: Identity): string => joined(inGateway(gateway, kind), id);

/** One use of an identity from a place: remembered, and judged when the place is another than before. */
export function judgeUse(knowledge: Knowledge, event: AuditEvent, identity: Identity, place: Place): void {
  const name = nameOf(event.gateway, identity);
  const visits = knowledge.visits.arrive(name, visitOf(event, identity, place));
  const isNews = !place.claimed && knowledge.habits.isNews(name, place.address, event.time);
  if (isNews && !isFlagged(knowledge, event, identity))
    knowledge.habits.teach(name, place.address, event.time);
  if (visits) judgeOverlap(knowledge, { event, identity, key: keyOf(identity), name, visits });
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
function isFlagged({ episodes }: Knowledge, { gateway, time }: AuditEvent, identity: Identity): boolean {
  const severity = episodes.open(keyOf(identity), gateway, time)?.severity;
  return severity !== undefined && isAlert(severity);
}
