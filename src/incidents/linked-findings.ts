import type { Finding } from '../model/finding.ts';
import type { SharedEntity } from '../model/incident.ts';
import { Elders } from './elders.ts';
import { type Tie, tiesBetween } from './ties.ts';

/** Findings of one incident, oldest first, and what ties them. */
export interface LinkedFindings {
  readonly findings: readonly [Finding, ...Finding[]];
  /** What ties most of them first. */
  readonly shared: readonly SharedEntity[];
}

/** Of findings in order of age: groups of at least two, in the order of their oldest. */
export function linkedFindings(findings: readonly Finding[]): readonly LinkedFindings[] {
  const ties = tiesBetween(findings);
  const elders = new Elders(findings);
  for (const { findings: tied } of ties) for (const one of tied) elders.join(tied[0], one);
  const oldestOf = (finding: Finding) => elders.oldestOf(finding);
  const members = groupBy(findings, oldestOf);
  const shared = groupBy(ties, ({ findings: [one] }) => oldestOf(one));
  return [...members].flatMap(([oldest, [, ...others]]) =>
    others.length === 0
      ? []
      : [{ findings: [oldest, ...others], shared: strongest(shared.get(oldest) ?? []) }],
  );
}

function strongest(ties: readonly Tie[]): readonly SharedEntity[] {
  return [...ties]
    .sort((a, b) => b.findings.length - a.findings.length)
    .map(({ kind, value }) => ({ kind, value }));
}

function groupBy<Item>(items: readonly Item[], groupOf: (item: Item) => Finding): Map<Finding, Item[]> {
  const groups = new Map<Finding, Item[]>();
  for (const item of items) {
    const group = groups.get(groupOf(item));
    if (group) group.push(item);
    else groups.set(groupOf(item), [item]);
  }
  return groups;
}
