import type { AuditEvent } from '../../model/event.ts';
import { type EvidenceRequest, read } from '../evidence-request.ts';

/** Evidence beyond it is read again, and not kept. */
const mostKept = 100_000;

/** Gives the events of one reading again: from memory while they have room there, else from the evidence. */
export class Replay {
  readonly #request: EvidenceRequest;
  readonly #mostKept: number;
  #events: AuditEvent[] | undefined = [];

  constructor(request: EvidenceRequest, most = mostKept) {
    this.#request = request;
    this.#mostKept = most;
  }

  keep(event: AuditEvent): void {
    if (!this.#events) return;
    if (this.#events.length < this.#mostKept) this.#events.push(event);
    else this.#events = undefined;
  }

  /** Standard input can be read once. */
  get isPossible(): boolean {
    return this.#events !== undefined || !this.#request.paths.includes('-');
  }

  async each(visit: (event: AuditEvent) => void): Promise<void> {
    if (this.#events) for (const event of this.#events) visit(event);
    else await read(this.#request, visit);
  }
}
