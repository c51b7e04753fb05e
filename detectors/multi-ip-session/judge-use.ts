import { type AuditEvent, inGateway, isAlert, joining } from '../../src/detector-kit/index.ts';
import type { Identity } from './identities.ts';
import { judgeGateways } from './judge-gateways.ts';
import { judgeOldCredential } from './judge-old-credential.ts';
import { judgeOverlap } from './judge-overlap.ts';
import type { Place } from './places.ts';
import type { Rooms } from './rooms.ts';
import type { Visit } from './visits.ts';

const keyOf = joining(':');

/** One use of an identity from a place: remembered, and judged when the place is another than before. */
export function judgeUse(rooms: Rooms, event: AuditEvent, identity: Identity, place: Place): void {
  const key = keyOf(identity.kind, identity.id);
  const name = inGateway(event.gateway, key);
  const visits = rooms.visits.arrive(name, visitOf(event, identity, place));
  if (!place.claimed && !isFlagged(rooms, event, key)) rooms.habits.teach(name, place.address, event.time);
  if (visits) judgeOverlap(rooms, { event, identity, key, name, visits });
  if (identity.kind !== 'device') return;
  judgeGateways(rooms, event, identity.id, place);
  judgeOldCredential(rooms, event, place);
}

function visitOf(
  { time, connId }: AuditEvent,
  { device, user }: Identity,
  { address, claimed }: Place,
): Visit {
  return { place: address, from: time, to: time, device, user, conn: connId ?? '', claimed };
}

/** What an identity under alert does is no habit. */
function isFlagged({ episodes }: Rooms, { gateway, time }: AuditEvent, key: string): boolean {
  const severity = episodes.open(key, gateway, time)?.severity;
  return severity !== undefined && isAlert(severity);
}
