import type { EvidenceSeen } from '../../src/model/coverage.ts';
import type { EventType } from '../../src/model/event.ts';
import type { SourceKind } from '../../src/model/source.ts';

/** What evidence of these kinds shows; the plain log tells of these types. */
export function seen(
  kinds: readonly SourceKind[],
  plainTypes: readonly EventType[] = [],
  more: Partial<EvidenceSeen> = {},
): EvidenceSeen {
  return {
    kinds: new Set(kinds),
    emptyKinds: new Set(),
    unreadKinds: new Set(),
    plainTypes: new Set(plainTypes),
    debugLines: false,
    verboseLines: false,
    quietLogs: [],
    transcriptsClosed: false,
    databasesUnread: false,
    proxiesKnown: true,
    unresolvedClients: 0,
    ownerKnown: true,
    versions: [],
    unknownVersions: [],
    unknownTemplates: 0,
    unreadable: 0,
    evictions: {},
    ...more,
  };
}
