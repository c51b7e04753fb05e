import {
  type AuditEvent,
  type DetectorContext,
  inGateway,
  type Memory,
} from '../../src/detector-kit/index.ts';
import type { Options } from './options.ts';

export type Record = 'log' | 'ledger';

/** Runs that one record never told of, since both last told of one. */
export type Hole = { readonly count: number; readonly first: number; readonly last: number };

/** How the log and the ledger agree about one agent's runs. */
export type Agreement = {
  /** Runs that both told of, ever and since the settings were changed or the gateway started. */
  readonly ever: number;
  readonly both: number;
  /** When the log first told of one. */
  readonly since: number | null;
  readonly log: Hole;
  readonly ledger: Hole;
  /** Runs that the other may still tell of. */
  readonly waiting: readonly (readonly [run: string, record: Record, time: number])[];
  readonly epoch: number;
};

const none: Hole = { count: 0, first: 0, last: 0 };
const nothing = { both: 0, log: none, ledger: none, waiting: [] };
const mostWaiting = 30;

export class Untold {
  readonly #patience: number;
  readonly #agents: Memory<Agreement>;
  readonly #epochs: Memory<number>;

  constructor({ options, memory }: DetectorContext<Options>) {
    this.#patience = options.patience;
    this.#agents = memory<Agreement>('agreements', { max: 5_000 });
    this.#epochs = memory<number>('epochs', { max: 2_000 });
  }

  /** What was usual says nothing any more: what is recorded may have changed. */
  forget(gateway: string): void {
    this.#epochs.set(gateway, (this.#epochs.get(gateway) ?? 0) + 1);
  }

  /** As it stands at that event: what was waited for in vain counts as missing. */
  at({ gateway, agentId = '', time }: AuditEvent): Agreement {
    const known = this.#agents.get(inGateway(gateway, agentId));
    const epoch = this.#epochs.get(gateway) ?? 0;
    const start: Agreement = known ?? { ever: 0, since: null, epoch, ...nothing };
    if (start.epoch !== epoch) return { ...start, ...nothing, epoch };
    const late = start.waiting.filter(([, , since]) => time - since > this.#patience);
    if (late.length === 0) return start;
    const waiting = start.waiting.filter((one) => !late.includes(one));
    return late.reduce<Agreement>((before, [, record, since]) => missed(before, record, since), {
      ...start,
      waiting,
    });
  }

  set({ gateway, agentId = '' }: AuditEvent, agreement: Agreement): void {
    this.#agents.set(inGateway(gateway, agentId), agreement);
  }
}

/** One more that both told of: from here on holes are counted anew. */
export function agreed(agreement: Agreement, run: string): Agreement {
  const { ever, both, waiting } = agreement;
  const rest = waiting.length === 0 ? waiting : waiting.filter(([id]) => id !== run);
  return { ...agreement, ever: ever + 1, both: both + 1, log: none, ledger: none, waiting: rest };
}

export function awaiting(agreement: Agreement, run: string, record: Record, time: number): Agreement {
  return { ...agreement, waiting: [...agreement.waiting, [run, record, time] as const].slice(-mostWaiting) };
}

function missed(agreement: Agreement, record: Record, time: number): Agreement {
  const { count, first, last } = agreement[record];
  const hole = { count: count + 1, first: count === 0 ? time : first, last: Math.max(last, time) };
  return { ...agreement, [record]: hole };
}
