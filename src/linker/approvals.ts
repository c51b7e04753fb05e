import { BoundedMap, type SavedMap } from '../collections/bounded-map.ts';
import type { AuditEvent } from '../model/event.ts';
import type { Own } from './own.ts';

type Trust = AuditEvent['trust'];

export type SavedApprovals = SavedMap<Trust>;

const day = 86_400_000;
/** In texts, the gateway names an approval by the start of its id. */
const shortId = 8;

/** An approval is told by its row, by the call that waits for it and by a message: each step counts once. */
export class Approvals {
  readonly #told: BoundedMap<Trust>;

  constructor(saved?: SavedApprovals) {
    this.#told = new BoundedMap({ max: 50_000, horizon: day }, saved);
  }

  get evicted(): number {
    return this.#told.evicted;
  }

  /** False when the step was told before; a claim never silences a record. */
  isNews({ approvalId, status, trust, time }: Own<'approvalRequests'>): boolean {
    if (approvalId === undefined) return true;
    const key = `${status} ${approvalId.slice(0, shortId)}`;
    const told = this.#told.get(key);
    if (told === 'recorded' || told === trust) return false;
    this.#told.set(key, trust, time);
    return true;
  }

  save(): SavedApprovals {
    return this.#told.save();
  }
}
