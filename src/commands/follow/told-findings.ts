import { BoundedMap, type SavedMap } from '../../collections/bounded-map.ts';
import { rankOf, worstOf } from '../../facts/severity.ts';
import type { Finding, Severity } from '../../model/finding.ts';
import { type Choice, isChosen } from '../choose-findings.ts';

interface Told {
  readonly severity: Severity;
  readonly revision: number;
  readonly count: number;
}

export type SavedTold = SavedMap<Told>;

/** What a finding is to those who were told before. */
export type News = 'new' | 'graver' | 'larger';

export interface Listeners {
  readonly choice: Choice;
  readonly suppressedBy: (finding: Finding) => string | null;
  readonly hear: (finding: Finding, news: News) => void;
}

/** Remembers what was told, so that the same is told once, also after a restart. */
export class ToldFindings {
  readonly #listeners: Listeners;
  readonly #told: BoundedMap<Told>;

  constructor(listeners: Listeners, saved?: SavedTold) {
    this.#listeners = listeners;
    this.#told = new BoundedMap({ max: 20_000 }, saved);
  }

  tell(finding: Finding): void {
    const { choice, suppressedBy, hear } = this.#listeners;
    if (!isChosen(finding, choice) || suppressedBy(finding) !== null) return;
    const told = this.#told.get(finding.id);
    const news = newsOf(finding, told);
    if (!news) return;
    const { id, severity, revision, count } = finding;
    this.#told.set(id, { severity: worstOf([severity, told?.severity ?? severity]), revision, count });
    hear(finding, news);
  }

  save(): SavedTold {
    return this.#told.save();
  }
}

function newsOf({ severity, revision, count }: Finding, told: Told | undefined): News | undefined {
  if (!told) return 'new';
  if (rankOf(severity) > rankOf(told.severity)) return 'graver';
  return revision > told.revision || count > told.count ? 'larger' : undefined;
}
