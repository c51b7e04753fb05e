import { networks } from '../facts/address.ts';
import type { EntityKind, Finding } from '../model/finding.ts';
import type { Suppression } from './suppression.ts';

/** The reason of the first suppression that fits and has not ended, or null. */
export function suppressedBy(
  finding: Finding,
  suppressions: readonly Suppression[],
  now: number,
): string | null {
  const fitting = suppressions.find(
    (entry) => (entry.until === undefined || now < entry.until) && fits(finding, entry),
  );
  return fitting?.reason ?? null;
}

const kinds = [
  ['session', 'sessions'],
  ['actor', 'actors'],
  ['agent', 'agents'],
  ['channel', 'channels'],
  ['tool', 'tools'],
] as const satisfies readonly (readonly [keyof Suppression, EntityKind])[];

function fits(finding: Finding, entry: Suppression): boolean {
  if (entry.detector !== undefined && entry.detector !== finding.detector) return false;
  if (entry.id !== undefined && !finding.id.startsWith(entry.id)) return false;
  if (entry.ip !== undefined && !comesOnlyFrom(finding, entry.ip)) return false;
  return kinds.every(([selector, kind]) => {
    const value = entry[selector];
    return value === undefined || finding.entities[kind].includes(value);
  });
}

/** One trusted address among strangers must not hide the strangers. */
function comesOnlyFrom({ entities, entityCounts }: Finding, network: string): boolean {
  const { ips } = entities;
  return ips.length > 0 && entityCounts.ips <= ips.length && ips.every(networks([network]));
}
