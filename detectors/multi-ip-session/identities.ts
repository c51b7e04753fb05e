import {
  type Actor,
  type AuditEvent,
  isNamedByCaller,
  isShared,
  parseSessionKey,
} from '../../src/detector-kit/index.ts';

export interface Identity {
  readonly kind: 'device' | 'user' | 'session';
  readonly id: string;
  /** Stronger identities of the same use: what they share is theirs to report. */
  readonly device: string;
  readonly user: string;
}

/** Whose use an event is, the strongest identity first; none for what shows no valid credential. */
export function identitiesOf(event: AuditEvent): readonly Identity[] {
  if (!isUse(event)) return [];
  const device = event.device ?? '';
  const user = userOf(event);
  const session = isolatedSession(event);
  const identities: Identity[] = [];
  if (device) identities.push({ kind: 'device', id: device, device, user });
  if (user) identities.push({ kind: 'user', id: user, device, user });
  if (session) identities.push({ kind: 'session', id: session, device, user });
  return identities;
}

function isUse(event: AuditEvent): boolean {
  if (event.type === 'authAttempt') return event.outcome === 'success';
  if (event.type === 'connection') return event.state === 'opened';
  if (event.type === 'sessionAccess') return event.outcome !== 'denied' && event.outcome !== 'error';
  if (event.type === 'pairing') return isByDevice(event);
  return true;
}

/** An approval or removal comes from the operator; a request is signed with the device's key. */
function isByDevice({ status, automatic, reason = '' }: AuditEvent<'pairing'>): boolean {
  if (reason.startsWith('token-')) return false;
  return status === 'requested' || status === 'upgrade' || (status === 'approved' && automatic === true);
}

function userOf(event: AuditEvent): string {
  if (event.type === 'connection') return event.user ?? nameOf(event.actor);
  const { actor, inferred = [], connId, sessionKey = '' } = event;
  if (event.type !== 'sessionAccess' || (inferred.includes('actor') && !connId)) return '';
  // The owner of a shared session is whoever holds the token, on as many devices as they like.
  return actor?.kind === 'owner' && isShared(sessionKey) ? '' : nameOf(actor);
}

function nameOf(actor: Actor | undefined): string {
  if (!actor?.id || (actor.kind !== 'person' && actor.kind !== 'owner')) return '';
  return actor.channel ? `${actor.channel}:${actor.id}` : actor.id;
}

/** A session that is one person's: not main, groups, jobs, nor the sessions that the gateway's own pages open. */
function isolatedSession({ sessionKey }: AuditEvent): string {
  if (!sessionKey) return '';
  const session = parseSessionKey(sessionKey);
  const isolated = session.kind === 'direct' || session.kind === 'http' || isNamedByCaller(session);
  return isolated ? session.base : '';
}
