import type { Engine } from '../../engine/engine.ts';
import type { Finding } from '../../model/finding.ts';
import { IncidentNames, type SavedNames } from './incident-names.ts';
import { type Listeners, type SavedTold, ToldFindings } from './told-findings.ts';

/** In a flood of findings none says much of another, and looking for ties would hold up the alerts. */
const mostFindings = 300;

export interface SavedTeller {
  readonly told: SavedTold;
  /** Absent in what earlier versions saved. */
  readonly incidents?: SavedNames;
}

/** Tells what the engine finds, each finding with its incident. */
export class Teller {
  readonly #engine: Engine;
  readonly #told: ToldFindings;
  readonly #incidents: IncidentNames;

  constructor(engine: Engine, listeners: Listeners, saved?: Partial<SavedTeller>) {
    this.#engine = engine;
    this.#told = new ToldFindings(listeners, saved?.told);
    this.#incidents = new IncidentNames(saved?.incidents);
  }

  /** What is new or was revised since the last call. */
  tellNews(): void {
    const revised = this.#engine.takeRevised();
    if (revised.length === 0) return;
    if (this.#engine.found <= mostFindings) this.#incidents.learn(this.#engine.findings());
    this.#tell(revised);
  }

  /** All that is open, as far as it grew or became graver. */
  tellAll(): void {
    const found = this.#engine.findings();
    if (found.length <= mostFindings) this.#incidents.learn(found);
    this.#tell(found);
  }

  save(): SavedTeller {
    return { told: this.#told.save(), incidents: this.#incidents.save() };
  }

  #tell(findings: readonly Finding[]): void {
    for (const finding of findings) this.#told.tell(this.#incidents.named(finding));
  }
}
