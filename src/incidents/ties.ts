import type { Finding } from '../model/finding.ts';
import { type TyingKind, tellingEntities, tyingKinds } from './telling-entities.ts';

/** Findings of one gateway, at nearly the same time, that name the same entity. */
export interface Tie {
  readonly kind: TyingKind;
  readonly value: string;
  /** At least two, in order of age. */
  readonly findings: readonly [Finding, ...Finding[]];
}

/** Between the end of one finding and the beginning of the next that may still be one attack. */
const longestPause = 3_600_000;
/** What more than a third of all findings name says nothing, once there are so many of them. */
const commonFrom = 12;

/** Of findings in order of age; by kind, those that tell more first. */
export function tiesBetween(findings: readonly Finding[]): readonly Tie[] {
  const ofGateway = new Map<string, number>();
  for (const { gateway } of findings) ofGateway.set(gateway, (ofGateway.get(gateway) ?? 0) + 1);
  const isCommon = (named: readonly Finding[]) =>
    named.length >= commonFrom && named.length * 3 > (ofGateway.get(named[0]?.gateway ?? '') ?? 0);
  return tyingKinds.flatMap((kind) =>
    [...namedBy(findings, kind).values()]
      .filter(({ findings: named }) => !isCommon(named))
      .flatMap(({ value, findings: named }) =>
        nearEachOther(named).map((near) => ({ kind, value, findings: near })),
      ),
  );
}

interface Named {
  readonly value: string;
  readonly findings: Finding[];
}

function namedBy(findings: readonly Finding[], kind: TyingKind): ReadonlyMap<string, Named> {
  const entities = new Map<string, Named>();
  for (const finding of findings) {
    for (const value of new Set(tellingEntities(finding, kind))) {
      const name = `${finding.gateway}\n${value}`;
      const named = entities.get(name);
      if (named) named.findings.push(finding);
      else entities.set(name, { value, findings: [finding] });
    }
  }
  return entities;
}

/** Runs of findings without a long pause between them; those that stand alone are left out. */
function nearEachOther(findings: readonly Finding[]): readonly Tie['findings'][] {
  const runs: [Finding, ...Finding[]][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const finding of findings) {
    const run = finding.firstSeen - end <= longestPause ? runs.at(-1) : undefined;
    if (run) run.push(finding);
    else runs.push([finding]);
    end = Math.max(end, finding.lastSeen);
  }
  return runs.filter(({ length }) => length > 1);
}
