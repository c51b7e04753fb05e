import type { AuditEvent } from '../model/event.ts';
import type { SourceGap } from '../model/source.ts';

/** What could not be opened at all, or is too long, is no hole between lines. */
export function losesLines({ kind }: SourceGap): boolean {
  return kind === 'truncated' || kind === 'rotation';
}

/** It has no time of its own: it takes that of its neighbours. */
export function gapEvent({ kind, name, note }: SourceGap, gateway: string): AuditEvent<'evidenceGap'> {
  const source = { name, line: 0, offset: 0 };
  return { type: 'evidenceGap', time: 0, gateway, source, trust: 'recorded', gap: kind, note };
}
