import { Heap } from '../collections/heap.ts';
import type { AuditEvent } from '../model/event.ts';

/** Events of one source, by time, a batch at a time. */
export interface EventStream {
  /** The next event of the batch at hand. */
  readonly head: AuditEvent | undefined;
  take(): AuditEvent | undefined;
  /** Reads on until there is a head; false at the end of the source. */
  refill(): Promise<boolean>;
}

/** Visits the events of all streams by time; at the same time, in the order of the streams. */
export async function mergeByTime(
  streams: readonly EventStream[],
  visit: (event: AuditEvent) => void,
  pause: () => Promise<void> = async () => {},
): Promise<void> {
  const heap = new Heap<EventStream>(byTime(streams));
  for (const stream of streams) if (await stream.refill()) heap.push(stream);
  for (let stream = heap.pop(); stream; stream = heap.pop()) {
    drain(stream, heap.first?.head?.time, visit);
    if (stream.head || (await readOn(stream, pause))) heap.push(stream);
  }
}

function byTime(streams: readonly EventStream[]): (a: EventStream, b: EventStream) => boolean {
  const order = new Map(streams.map((stream, index) => [stream, index]));
  return (a, b) => {
    const apart = timeOf(a) - timeOf(b);
    return apart === 0 ? (order.get(a) ?? 0) < (order.get(b) ?? 0) : apart < 0;
  };
}

async function readOn(stream: EventStream, pause: () => Promise<void>): Promise<boolean> {
  await pause();
  return stream.refill();
}

/** At least one event, then all that are earlier than those of any other stream, where there is another. */
function drain(stream: EventStream, limit: number | undefined, visit: (event: AuditEvent) => void): void {
  do {
    const event = stream.take();
    if (event) visit(event);
  } while (stream.head && (limit === undefined || stream.head.time < limit));
}

function timeOf(stream: EventStream): number {
  return stream.head?.time ?? Number.POSITIVE_INFINITY;
}
