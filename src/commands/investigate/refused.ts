import type { AuditEvent } from '../../model/event.ts';

/** A command that fails was not refused. */
const refusals = new Set(['denied', 'blocked', 'failure', 'limited', 'rejected']);

export function isRefused(event: AuditEvent): boolean {
  if (event.type === 'accessDenied') return !isDecision(event);
  const { outcome, status } = event as { readonly outcome?: string; readonly status?: string };
  return refusals.has(outcome ?? status ?? '');
}

/** The ledger beside it tells of the call that was refused. */
export function isDecision({ source }: AuditEvent): boolean {
  return 'table' in source && source.table === 'execution_decision_facts';
}
