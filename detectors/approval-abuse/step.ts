import type { AuditEvent } from '../../src/detector-kit/index.ts';

export type Approval = AuditEvent<'approvalRequests'>;

/** What became of a request; `over` when the run ended, or when nobody was asked. */
export type Step = 'requested' | 'allowed' | 'refused' | 'unanswered' | 'over';

const steps = {
  requested: () => 'requested',
  expired: () => 'unanswered',
  cancelled: () => 'over',
  allowed: ({ resolver }) => (resolver === 'allowlist' ? 'over' : 'allowed'),
  denied: ({ reason, decision = 'deny' }) => {
    if (reason === 'no-route' || reason === 'timeout') return 'unanswered';
    const byPerson = reason === undefined || reason === 'user';
    return byPerson && /den|reject/.test(decision) ? 'refused' : 'over';
  },
} as const satisfies { readonly [S in Approval['status']]: (event: Approval) => Step };

export function stepOf(event: Approval): Step {
  return steps[event.status](event);
}
