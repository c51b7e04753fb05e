import { rankOf } from '../facts/severity.ts';
import type { Digest } from '../model/alert.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { SavedTold } from './saved-alerts.ts';
import { Tally } from './tally.ts';
import { digestItem } from './told-finding.ts';

/** What one sink was told of, and what has happened since. */
export class ToldMemory {
  readonly #repeat: number;
  readonly #told: Map<string, SavedTold>;
  /** The first time at which something that goes on may be told again. */
  #nextDue: number | null;

  constructor(repeat: number, saved: readonly SavedTold[] = []) {
    this.#repeat = repeat;
    this.#told = new Map(saved.map((told) => [told.id, told]));
    this.#nextDue = this.#earliest();
  }

  get nextDue(): number | null {
    return this.#nextDue;
  }

  /** What it was told as. */
  severityTold(id: string): Severity | undefined {
    return this.#told.get(id)?.severity;
  }

  tell({ id, severity, count }: Finding, at: number): void {
    this.#told.delete(id);
    this.#told.set(id, { id, severity, count, at, news: null });
    if (this.#told.size > mostTold) this.#forgetOldest();
  }

  /** It goes on: remembered for the next digest. */
  goesOn(finding: Finding): void {
    const told = this.#told.get(finding.id);
    if (!told || finding.count <= told.count) return;
    this.#told.set(finding.id, { ...told, news: digestItem(finding, finding.count - told.count) });
    const due = told.at + this.#repeat;
    if (this.#nextDue === null || due < this.#nextDue) this.#nextDue = due;
  }

  /** What goes on and is due, which counts as told with it. */
  takeDue(now: number): Digest {
    const tally = new Tally();
    for (const { id, severity, at, news } of this.#told.values()) {
      if (news === null || at + this.#repeat > now) continue;
      tally.add(news);
      this.#told.set(id, {
        id,
        severity: worse(severity, news.severity),
        count: news.count,
        at: now,
        news: null,
      });
    }
    this.#nextDue = this.#earliest();
    return tally.digest();
  }

  save(): readonly SavedTold[] {
    return [...this.#told.values()];
  }

  #forgetOldest(): void {
    const [oldest] = this.#told.keys();
    if (oldest !== undefined) this.#told.delete(oldest);
  }

  #earliest(): number | null {
    let earliest: number | null = null;
    for (const { at, news } of this.#told.values()) {
      if (news !== null && (earliest === null || at + this.#repeat < earliest)) earliest = at + this.#repeat;
    }
    return earliest;
  }
}

const mostTold = 2000;

function worse(a: Severity, b: Severity): Severity {
  return rankOf(a) >= rankOf(b) ? a : b;
}
