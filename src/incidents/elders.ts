import type { Finding } from '../model/finding.ts';

/** Joins findings to groups, and tells of each the oldest of its group. */
export class Elders {
  readonly #age: ReadonlyMap<Finding, number>;
  readonly #elder = new Map<Finding, Finding>();

  /** In order of age. */
  constructor(findings: readonly Finding[]) {
    this.#age = new Map(findings.map((finding, index) => [finding, index]));
  }

  join(one: Finding, other: Finding): void {
    const [a, b] = [this.oldestOf(one), this.oldestOf(other)];
    if (a === b) return;
    if (this.#ageOf(a) < this.#ageOf(b)) this.#elder.set(b, a);
    else this.#elder.set(a, b);
  }

  oldestOf(finding: Finding): Finding {
    let oldest = finding;
    for (let elder = this.#elder.get(oldest); elder; elder = this.#elder.get(oldest)) {
      // Shortens the way for whoever asks next.
      const next = this.#elder.get(elder);
      if (next) this.#elder.set(oldest, next);
      oldest = elder;
    }
    return oldest;
  }

  #ageOf(finding: Finding): number {
    return this.#age.get(finding) ?? 0;
  }
}
