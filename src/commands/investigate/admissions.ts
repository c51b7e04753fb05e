import { BoundedMap } from '../../collections/bounded-map.ts';
import type { AuditEvent } from '../../model/event.ts';
import { isRefused } from './refused.ts';

interface Admission {
  /** It did something that only a device can do that was let in. */
  readonly isIn: boolean;
  /** Its last request that nobody answered. */
  readonly request: string | undefined;
}

/** Tells devices that were let in from those that only asked. */
export class Admissions {
  readonly #devices = new BoundedMap<Admission>({ max: 10_000 });

  add(event: AuditEvent): void {
    const { device } = event;
    if (device === undefined) return;
    const { isIn, request } = this.#devices.get(device) ?? { isIn: false, request: undefined };
    this.#devices.set(device, { isIn: isIn || wasLetIn(event), request: requestAfter(event, request) });
  }

  isIn(device: string): boolean {
    return this.#devices.get(device)?.isIn === true;
  }

  requestOf(device: string): string | undefined {
    return this.#devices.get(device)?.request;
  }
}

function wasLetIn(event: AuditEvent): boolean {
  return event.type === 'pairing' ? isOfPaired.has(event.status) : !isRefused(event);
}

const isOfPaired = new Set(['approved', 'upgrade', 'removed']);

function requestAfter(event: AuditEvent, before: string | undefined): string | undefined {
  if (event.type !== 'pairing') return before;
  const asks = event.status === 'requested' || event.status === 'upgrade';
  return asks ? (event.requestId ?? before) : undefined;
}
