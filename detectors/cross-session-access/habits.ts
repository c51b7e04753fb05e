import { type Memory, parseSessionKey, principalOf } from '../../src/detector-kit/index.ts';

const day = 86_400_000;

type Pair = { readonly days: number; readonly last: number };

export interface Reach {
  readonly gateway: string;
  readonly time: number;
  readonly from: string;
  readonly to: string;
}

/** Which jobs and agents reach whom, by class: their keys are fresh each time. */
export class Habits {
  readonly #pairs: Memory<Pair>;
  readonly #settleDays: number;

  constructor(pairs: Memory<Pair>, settleDays: number) {
    this.#pairs = pairs;
    this.#settleDays = settleDays;
  }

  /** `known` also when jobs of the same kind have settled on that target. */
  familiarity(reach: Reach): 'new' | 'known' | 'settled' {
    const today = dayOf(reach);
    const [own, wider] = namesOf(reach).map((name) => this.#pairs.get(name));
    if (own && daysBefore(own, today) >= this.#settleDays) return 'settled';
    return own || (wider && daysBefore(wider, today) >= this.#settleDays) ? 'known' : 'new';
  }

  /** Remembers that it happened; `teaches` says whether today counts towards settling. */
  note(reach: Reach, teaches: boolean): void {
    const today = dayOf(reach);
    for (const name of namesOf(reach)) {
      const pair = this.#pairs.get(name) ?? { days: 0, last: -1 };
      const counts = teaches && today > pair.last;
      this.#pairs.set(name, counts ? { days: pair.days + 1, last: today } : pair);
    }
  }
}

function daysBefore({ days, last }: Pair, today: number): number {
  return last === today ? days - 1 : days;
}

function dayOf({ time }: Reach): number {
  return Math.floor(time / day);
}

function namesOf({ gateway, from, to }: Reach): readonly string[] {
  const { agentId, kind, classKey } = parseSessionKey(from);
  const target = targetOf(to);
  return [`${gateway}\n${classKey}\n${target}`, `${gateway}\n${agentId} ${kind}\n${target}`];
}

/** With its agent: the same person's session of another agent is another target. */
function targetOf(key: string): string {
  return `${parseSessionKey(key).agentId} ${principalOf(key)}`;
}
