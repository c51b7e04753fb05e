import {
  dayOf,
  inGateway,
  type Memory,
  noPeriods,
  type Periods,
  parseSessionKey,
  periodsBefore,
  principalOf,
  withPeriod,
} from '../../src/detector-kit/index.ts';

export interface Reach {
  readonly gateway: string;
  readonly time: number;
  readonly from: string;
  readonly to: string;
}

/** Which jobs and agents reach whom, by class: their keys are fresh each time. */
export class Habits {
  /** On which days each pair was used. */
  readonly #pairs: Memory<Periods>;
  readonly #settleDays: number;

  constructor(pairs: Memory<Periods>, settleDays: number) {
    this.#pairs = pairs;
    this.#settleDays = settleDays;
  }

  /** `known` also when jobs of the same kind have settled on that target. */
  familiarity(reach: Reach): 'new' | 'known' | 'settled' {
    const [own, wider] = namesOf(reach).map((name) => this.#pairs.get(name));
    if (this.#hasSettled(own, reach)) return 'settled';
    return own || this.#hasSettled(wider, reach) ? 'known' : 'new';
  }

  /** Remembers that it happened; `teaches` says whether today counts towards settling. */
  note(reach: Reach, teaches: boolean): void {
    for (const name of namesOf(reach)) {
      const days = this.#pairs.get(name) ?? noPeriods;
      this.#pairs.set(name, teaches ? withPeriod(days, dayOf(reach.time)) : days);
    }
  }

  #hasSettled(days: Periods | undefined, { time }: Reach): boolean {
    return days !== undefined && periodsBefore(days, dayOf(time)) >= this.#settleDays;
  }
}

function namesOf({ gateway, from, to }: Reach): readonly string[] {
  const { agentId, kind, classKey } = parseSessionKey(from);
  const target = targetOf(to);
  return [`${classKey}\n${target}`, `${agentId} ${kind}\n${target}`].map((pair) => inGateway(gateway, pair));
}

/** With its agent: the same person's session of another agent is another target. */
function targetOf(key: string): string {
  return `${parseSessionKey(key).agentId} ${principalOf(key)}`;
}
