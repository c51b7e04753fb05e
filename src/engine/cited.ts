import { describeEvent } from '../facts/describe-event.ts';
import type { AuditEvent } from '../model/event.ts';
import type { Evidence } from '../model/finding.ts';

/** What is kept of a cited event: its address too, because an address can be taken back. */
export interface Cited extends Evidence {
  readonly ip?: string;
}

/** More than one episode may cite an event: what they keep of it they share. */
const described = new WeakMap<AuditEvent, Cited>();

export function citedOf(entry: Cited | AuditEvent): Cited {
  if ('excerpt' in entry) return entry;
  const known = described.get(entry);
  if (known) return known;
  const { source, time, trust, ip } = entry;
  const evidence = { source, time, trust, excerpt: describeEvent(entry) };
  const cited = ip === undefined ? evidence : { ...evidence, ip };
  described.set(entry, cited);
  return cited;
}
