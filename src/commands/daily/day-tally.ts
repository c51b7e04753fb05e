import { Distinct } from '../../collections/distinct.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { DayCounts, DayGap } from '../../reporters/daily/day-summary.ts';
import { isOfReading } from '../../state/archive.ts';
import { isMissing } from '../judge-coverage.ts';

/** What happened on one day, in numbers. */
export class DayTally {
  #events = 0;
  readonly #agents = new Distinct();
  readonly #people = new Distinct();
  readonly #sessions = new Distinct();
  readonly #tools = new Distinct();
  readonly #addresses = new Distinct();
  readonly #gaps = new Map<string, DayGap>();

  add(event: AuditEvent): void {
    if (event.type === 'evidenceGap') {
      this.#gap(event);
      return;
    }
    this.#events++;
    if (event.agentId) this.#agents.add(inGateway(event, event.agentId));
    if (event.sessionKey) this.#sessions.add(inGateway(event, event.sessionKey));
    if (event.ip) this.#addresses.add(event.ip);
    if (event.type === 'toolExecution') this.#tools.add(event.tool);
    const { actor } = event;
    if (actor?.kind === 'owner' || actor?.kind === 'person')
      this.#people.add(`${actor.channel ?? ''}:${actor.id}`);
  }

  get counts(): DayCounts {
    return {
      events: this.#events,
      agents: this.#agents.size,
      people: this.#people.size,
      sessions: this.#sessions.size,
      tools: this.#tools.size,
      addresses: this.#addresses.size,
    };
  }

  get gaps(): readonly DayGap[] {
    return [...this.#gaps.values()];
  }

  #gap(event: AuditEvent<'evidenceGap'>): void {
    const { gap, note = '', missing } = event;
    // What this reading misses, the archive may hold.
    if (!isMissing(gap) || isOfReading(event)) return;
    const known = this.#gaps.get(gap);
    this.#gaps.set(gap, {
      kind: gap,
      count: (known?.count ?? 0) + 1,
      missing: missing === undefined ? (known?.missing ?? null) : (known?.missing ?? 0) + missing,
      note: known?.note ?? note,
    });
  }
}

function inGateway({ gateway }: AuditEvent, name: string): string {
  return `${gateway}\n${name}`;
}
