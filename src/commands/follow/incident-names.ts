import { BoundedMap, type SavedMap } from '../../collections/bounded-map.ts';
import { incidentsOf } from '../../incidents/incidents-of.ts';
import type { Finding } from '../../model/finding.ts';
import type { Incident } from '../../model/incident.ts';

interface Name {
  readonly incident: string;
  /** When its oldest finding began. */
  readonly since: number;
}

/** By the id of a finding. */
export type SavedNames = SavedMap<Name>;

/** An incident is named after its oldest finding, and keeps the name when that is forgotten. */
export class IncidentNames {
  readonly #names: BoundedMap<Name>;

  constructor(saved?: SavedNames) {
    this.#names = new BoundedMap({ max: 20_000 }, saved);
  }

  /** Tells which of the findings that are open are one attack. */
  learn(open: readonly Finding[]): void {
    for (const incident of incidentsOf(open)) {
      const name = this.#nameOf(incident);
      for (const id of incident.findings) this.#names.set(id, name);
    }
  }

  /** The finding with the incident that it is, or was, part of. */
  named(finding: Finding): Finding {
    return { ...finding, incident: this.#names.get(finding.id)?.incident ?? null };
  }

  save(): SavedNames {
    return this.#names.save();
  }

  /** Of all names that its findings have had, that of the oldest. */
  #nameOf({ id, firstSeen, findings }: Incident): Name {
    const former = findings.flatMap((finding) => this.#names.get(finding) ?? []);
    const own: Name = { incident: id, since: firstSeen };
    return former.reduce((oldest, name) => (name.since <= oldest.since ? name : oldest), own);
  }
}
