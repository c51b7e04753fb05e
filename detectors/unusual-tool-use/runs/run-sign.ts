import { clamp } from '../../../src/detector-kit/index.ts';
import type { Sign, SignFact } from '../sign.ts';
import { type ObservedRun, sharesOf } from './observed-run.ts';
import { runConditions } from './run-conditions.ts';
import type { Past, Surprise, View } from './surprise.ts';
import { wordsOf } from './surprise-words.ts';
import { weights } from './weights.ts';

type Carried = readonly (readonly [View, Surprise])[];

/** Weighed bits that a second fact needs to be said. */
const leastSaid = 0.75;
/** What adds less to the score is not told. */
const leastShown = 0.1;

/** What is surprising about the run, in words: the one or two facts that carry the score. */
export function signOf(run: ObservedRun, past: Past, severity: Sign['severity'], threshold: number): Sign {
  const { own } = past;
  const carried = strongest(run);
  const said = leading(carried).map(([view, surprise]) => clamp(wordsOf(view, surprise), 160));
  const whose = past.isPersons
    ? `${own.seen} earlier runs for the same person`
    : `its ${own.seen} earlier runs`;
  const text = `did what ${whose} did not: ${said.join('; ')}`;
  return {
    rule: 'unusual-run',
    subject: '',
    severity,
    text,
    seen: rounded(run.score),
    threshold,
    facts: [
      ...factsOf(carried, sharesOf(run, past)),
      { name: 'earlier runs', value: String(own.seen), number: own.seen },
    ],
    conditions: runConditions(run, past, carried[0]?.[0]),
  };
}

/** What each view adds to the score. */
function factsOf(carried: Carried, shares: ReadonlyMap<View, number>): readonly SignFact[] {
  return carried.flatMap(([name, surprise]) => {
    const number = rounded(shares.get(name) ?? 0);
    const value = `${number} bits, ${clamp(wordsOf(name, surprise), 200)}`;
    return number < leastShown ? [] : [{ name, value, number }];
  });
}

/** One or two: after a tool that was never used, not that it never followed another either. */
function leading([first, ...others]: Carried): Carried {
  if (first === undefined) return [];
  const [firstView, most] = first;
  const isNewTool = firstView === 'tool' && most.seen === 0;
  const second = others.find(([view, { tool, bits, isImplied = false }]) => {
    const goesWithout = isImplied || view === 'order' || view === 'count';
    if (isNewTool && tool === most.tool && goesWithout) return false;
    return weights[view] * bits >= leastSaid;
  });
  return second === undefined ? [first] : [first, second];
}

/** Without a history: what is worth a look at any time. */
export function flowSignOf(run: ObservedRun): Sign | undefined {
  const { flow } = run.surprises;
  if (flow === undefined || run.flowTold) return undefined;
  run.flowTold = true;
  return {
    rule: 'untrusted-then-outbound',
    subject: '',
    severity: 'low',
    text: wordsOf('flow', flow),
    seen: null,
    threshold: null,
  };
}

/** The views, the one that says most first. */
function strongest({ surprises }: ObservedRun): Carried {
  return (Object.entries(surprises) as [View, Surprise][]).sort(
    ([one, a], [other, b]) => weights[other] * b.bits - weights[one] * a.bits,
  );
}

function rounded(bits: number): number {
  return Math.round(bits * 100) / 100;
}
