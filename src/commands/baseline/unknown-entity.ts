import { nearest } from '../../facts/nearest.ts';
import { AuditError } from '../audit-error.ts';
import type { Known } from './known.ts';

/** Nothing was learned of anybody of that name. */
export function unknownEntity(entity: string, all: readonly Known[]): AuditError {
  const near = nearest(
    entity,
    all.map(({ name }) => name),
  );
  const hint = near ? `; did you mean ${near}?` : '; openclaw-audit baseline show lists whom it knows';
  return new AuditError(
    'USAGE',
    `nothing was learned of ${entity}${all.length === 0 ? ', nor of anybody' : ''}${hint}`,
  );
}
