import { excerpt } from '../facts/mask.ts';
import { DeliveryError } from './delivery-error.ts';

export interface Limits {
  /** Who is spoken to, for the reason of a failure. */
  readonly peer: string;
  /** Milliseconds for the whole exchange. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/** Runs an exchange until its time is over, also when it does not listen; a failure says with whom, and why. */
export async function within<Result>(
  { peer, timeout, signal }: Limits,
  exchange: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const limit = AbortSignal.timeout(timeout);
  const stop = AbortSignal.any([signal, limit]);
  try {
    return await Promise.race([exchange(stop), aborted(stop)]);
  } catch (error) {
    if (error instanceof DeliveryError) throw error;
    const why = limit.aborted ? `did not answer within ${timeout}ms` : reasonOf(error);
    throw new DeliveryError(`${peer}: ${why}`, { cause: error });
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, fail) => {
    if (signal.aborted) fail(signal.reason);
    signal.addEventListener('abort', () => fail(signal.reason), { once: true });
  });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return excerpt(code && !error.message.includes(code) ? `${code} ${error.message}` : error.message, 120);
}
