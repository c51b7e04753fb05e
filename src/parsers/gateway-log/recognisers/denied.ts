import { defined } from '../../../facts/defined.ts';
import type { Draft } from '../../draft.ts';

interface Denial {
  readonly channel?: string;
  readonly id?: string | undefined;
  readonly policy?: string;
  readonly reason?: string | undefined;
  readonly target?: string | undefined;
}

/** A sender whom a channel refused. */
export function denied({ channel, id, policy, reason, target }: Denial): Draft<'accessDenied'> {
  const place = target === undefined || channel === undefined ? target : `${channel}:${target}`;
  const actor = id === undefined ? undefined : { id, kind: 'unknown' as const, ...defined({ channel }) };
  return {
    type: 'accessDenied',
    what: 'sender',
    count: 1,
    actor,
    policy,
    reason,
    target: place,
  };
}
