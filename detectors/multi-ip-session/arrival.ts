import type { AuditEvent } from '../../src/detector-kit/index.ts';
import type { Identity } from './identities.ts';
import type { Visit } from './visits.ts';

/** An identity that comes to another place than its last. */
export interface Arrival {
  readonly event: AuditEvent;
  readonly identity: Identity;
  readonly key: string;
  readonly name: string;
  readonly visits: readonly Visit[];
}
