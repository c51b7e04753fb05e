import { infer, type Own } from './own.ts';

/** What an open connection is known to be. */
export interface ConnectionFacts {
  readonly connId: string;
  readonly ip?: string;
  readonly behindProxy?: boolean;
  readonly device?: string;
  readonly user?: string;
  readonly authenticated: boolean;
}

export function factsOf(connId: string, event: Own<'connection'>): ConnectionFacts {
  const { ip, behindProxy, device, user, reason } = event;
  // Verbose gateways tell three steps; `open` and `connect` come before the credential is checked.
  const authenticated = reason === undefined || reason === 'hello-ok';
  return {
    connId,
    authenticated,
    ...(ip && { ip }),
    ...(behindProxy && { behindProxy }),
    ...(device && { device }),
    ...(user && { user }),
  };
}

/** Adds what the event does not say itself; a peer of its own tells more than the connection's address. */
export function addConnection(event: Own, { connId, ip, behindProxy, device, user }: ConnectionFacts): void {
  const before = event.inferred;
  if (!('peer' in event) || event.peer === undefined) {
    infer(event, 'ip', ip);
    infer(event, 'behindProxy', behindProxy);
  }
  infer(event, 'device', device);
  if (user !== undefined) infer(event, 'actor', { id: user, kind: 'person' });
  if (event.inferred !== before) event.connId = connId;
}
