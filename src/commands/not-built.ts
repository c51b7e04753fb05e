import { AuditError } from './audit-error.ts';

/** What the contract names and a later version brings. */
export function notBuilt(what: string): never {
  throw new AuditError('NOT_BUILT', `${what} is not built yet in this version`);
}
