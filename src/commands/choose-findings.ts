import { isAtLeast } from '../facts/severity.ts';
import type { EntityKind, Finding, Severity } from '../model/finding.ts';

/** Which findings are shown. */
export interface Choice {
  readonly since: number | undefined;
  readonly until: number | undefined;
  readonly minSeverity: Severity;
  readonly about: { readonly [K in EntityKind]?: string };
}

/** Those that overlap the span, are severe enough, and are about all the chosen entities. */
export function isChosen(finding: Finding, { since, until, minSeverity, about }: Choice): boolean {
  if (since !== undefined && finding.lastSeen < since) return false;
  if (until !== undefined && finding.firstSeen > until) return false;
  if (!isAtLeast(finding.severity, minSeverity)) return false;
  return Object.entries(about).every(([kind, value]) => finding.entities[kind as EntityKind].includes(value));
}
