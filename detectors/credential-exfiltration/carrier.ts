import type { AuditEvent, Secret } from '../../src/detector-kit/index.ts';

export type Read = {
  readonly label: string;
  readonly path: string;
  readonly weak: boolean;
  readonly time: number;
  readonly run: string;
  readonly callId: string | null;
};

/** What the agent of one session knows. */
export type Carrier = {
  readonly reads: readonly Read[];
  /** Calls whose arguments were seen: every source tells of them. */
  readonly judged: readonly string[];
};

export const innocent: Carrier = { reads: [], judged: [] };

const most = 16;

export function withReads(carrier: Carrier, secrets: readonly Secret[], event: AuditEvent): Carrier {
  if (secrets.length === 0) return carrier;
  const { time, runId = '' } = event;
  const callId = callIdOf(event);
  const reads = secrets.map(({ label, path, weak }) => ({ label, path, weak, time, run: runId, callId }));
  return { ...carrier, reads: [...carrier.reads, ...reads].slice(-most) };
}

/** What could not be read cannot leave. */
export function withoutFailed(carrier: Carrier, failed: string): Carrier {
  const reads = carrier.reads.filter(({ callId }) => callId !== failed);
  return reads.length === carrier.reads.length ? carrier : { ...carrier, reads };
}

export function withJudged(carrier: Carrier, callId: string | null): Carrier {
  return callId === null ? carrier : { ...carrier, judged: [...carrier.judged, callId].slice(-2 * most) };
}

export function callIdOf(event: AuditEvent): string | null {
  return event.type === 'toolExecution' ? (event.callId ?? null) : null;
}
