import type { Past, Surprise, View } from './surprise.ts';
import { mostBits, mostOfTheSame, weights } from './weights.ts';

/** A run while it goes on: what there is to learn of it, and what is surprising about it so far. */
export type ObservedRun = {
  readonly session: string;
  readonly runId: string;
  readonly startedAt: number;
  /** The person who asked for it; empty when nobody knows. */
  readonly asker: string;
  lastAt: number;
  calls: number;
  previous: string;
  /** Words of strangers were read in it; and then what is private. */
  heardOthers: boolean;
  heardPrivate: boolean;
  /** Traits, and how often it has had each: a run has few, so that a list is found through fastest. */
  readonly traits: string[];
  readonly counts: number[];
  readonly values: string[];
  /** New values that the user did not say, where new ones are seldom: field and hash. */
  fresh?: string[];
  surprises: { [V in View]?: Surprise };
  /** Weighed bits. */
  score: number;
  /** The score when it was told last. */
  told: number;
  /** The flow was told by itself, for want of a history. */
  flowTold: boolean;
  teaches: boolean;
};

const mostTraits = 128;
const mostValues = 64;
const leastKept = 0.25;

interface Beginning extends Pick<ObservedRun, 'session' | 'runId' | 'asker'> {
  readonly time: number;
}

export function newRun({ session, runId, time, asker }: Beginning): ObservedRun {
  return {
    session,
    runId,
    startedAt: time,
    asker,
    lastAt: time,
    calls: 0,
    previous: '',
    heardOthers: false,
    heardPrivate: false,
    traits: [],
    counts: [],
    values: [],
    surprises: {},
    score: 0,
    told: 0,
    flowTold: false,
    teaches: true,
  };
}

/** The bits of its views, weighed; less while the history is short. */
export function scoreOf(run: ObservedRun, past: Past): number {
  const { news, more } = sumsOf(run);
  return (news + Math.min(mostOfTheSame, more)) * trustIn(past);
}

/** What each view adds to the score, in bits. */
export function sharesOf(run: ObservedRun, past: Past): ReadonlyMap<View, number> {
  const { more } = sumsOf(run);
  const spared = Math.min(1, mostOfTheSame / more);
  const each = (Object.entries(run.surprises) as [View, Surprise][]).map(([view, surprise]) => {
    const counted = isMoreOfTheSame(view, surprise) ? spared : 1;
    return [view, weighed(view, surprise) * counted * trustIn(past)] as const;
  });
  return new Map(each);
}

function sumsOf({ surprises }: ObservedRun): { readonly news: number; readonly more: number } {
  let news = 0;
  let more = 0;
  for (const view in surprises) {
    const surprise = surprises[view as View];
    if (surprise === undefined) continue;
    if (isMoreOfTheSame(view as View, surprise)) more += weighed(view as View, surprise);
    else news += weighed(view as View, surprise);
  }
  return { news, more };
}

function weighed(view: View, { bits }: Surprise): number {
  return weights[view] * Math.min(mostBits, bits);
}

/** What a history is worth, from its length. */
function trustIn({ own, agent }: Past): number {
  return Math.max(own.runs / (own.runs + 1), agent.runs / (agent.runs + 200));
}

/** What a usual tool gives by being called again and again, with or without success. */
function isMoreOfTheSame(view: View, { isAgain = false }: Surprise): boolean {
  return view === 'count' || view === 'outcome' || view === 'length' || isAgain;
}

/** Returns how often the run has had the trait; 0 when there is no room for it. */
export function note({ traits, counts }: ObservedRun, name: string): number {
  const at = traits.indexOf(name);
  if (at >= 0) {
    const count = (counts[at] ?? 0) + 1;
    counts[at] = count;
    return count;
  }
  if (traits.length >= mostTraits) return 0;
  traits.push(name);
  counts.push(1);
  return 1;
}

export function noteFresh(run: ObservedRun, name: string): void {
  run.fresh ??= [];
  if (run.fresh.length < mostValues && !run.fresh.includes(name)) run.fresh.push(name);
}

export function noteValue({ values }: ObservedRun, hash: string): void {
  if (values.length < mostValues && !values.includes(hash)) values.push(hash);
}

/** What is not more than this needs no words. */
export function least({ surprises }: ObservedRun, view: View): number {
  return surprises[view]?.bits ?? leastKept;
}

/** True when there is something to keep. */
export function keep(run: ObservedRun, view: View, surprise: Surprise | undefined): boolean {
  if (surprise === undefined) return false;
  run.surprises[view] = surprise;
  return true;
}
