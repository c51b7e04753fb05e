import { countOf, readsOnly } from '../../../src/detector-kit/index.ts';
import type { ObservedRun } from './observed-run.ts';
import type { Past, View } from './surprise.ts';
import { wordsOf } from './surprise-words.ts';

/** What a twentieth of the runs had is nothing new. */
const seldom = 0.05;

/** All that is new about the run, not its most surprising part alone: who accepts it accepts no more than this. */
export function runConditions(run: ObservedRun, { own }: Past, leading: View | undefined): readonly string[] {
  const tools = run.traits.flatMap((trait) => {
    const tool = trait.startsWith('t ') ? trait.slice(2) : undefined;
    if (tool === undefined || readsOnly(tool)) return [];
    return countOf(own, trait) <= seldom * own.runs ? [`new tool: ${tool}`] : [];
  });
  const values = (run.fresh ?? []).map((value) => `new value: ${value}`);
  const others = (['order', 'count', 'outcome', 'length'] as const)
    .filter((view) => view === leading)
    .map((view) => `${view}: ${textOf(run, view).replace(/\d+/g, '#')}`);
  return [...tools, ...values, ...others, ...(run.surprises.flow ? ['flow'] : [])];
}

function textOf({ surprises }: ObservedRun, view: View): string {
  const surprise = surprises[view];
  return surprise === undefined ? '' : wordsOf(view, surprise);
}
