import { addressGroup, isLoopback } from '../facts/address.ts';
import { parseSessionKey } from '../facts/session-key.ts';
import type { Finding } from '../model/finding.ts';

/** What can tie findings, by how much it says of who it was. */
export const tyingKinds = ['actors', 'devices', 'ips', 'sessions', 'runs'] as const;
export type TyingKind = (typeof tyingKinds)[number];

/** More of a kind than this are a crowd, which makes nobody in it an accomplice. */
const crowd = 8;

/** Entities of a finding that point at somebody, in the form in which two findings share them. */
export function tellingEntities(finding: Finding, kind: TyingKind): readonly string[] {
  return namedAlone(finding, kind)
    .filter((value) => isTelling[kind](value, finding))
    .map((value) => (kind === 'ips' ? addressGroup(value) : value));
}

/** Those that are no members of a crowd. */
function namedAlone({ entities, entityCounts }: Finding, kind: TyingKind): readonly string[] {
  const values = entities[kind];
  const count = entityCounts[kind];
  // Its own session comes first, then those that it reached.
  if (kind === 'sessions') return count > crowd ? values.slice(0, 1) : values;
  const isCrowd = clients.some((one) => entityCounts[one] > crowd);
  return isCrowd && count > 1 ? [] : values;
}

const clients = ['actors', 'devices', 'ips'] as const;

const isTelling: {
  readonly [K in TyingKind]: (value: string, finding: Finding) => boolean;
} = {
  actors: (value, { entities }) => !nobody.test(value) && !entities.agents.includes(value),
  devices: () => true,
  ips: (value) => !isLoopback(value),
  sessions: (value) => !isEverybodys(value),
  runs: () => true,
};

/** Whoever holds the shared token is the owner; the name of a client is no person. */
const nobody = /^(?:owner|system|unknown|agent|gateway|cli|webchat(?::.{0,512})?|openclaw-[a-z-]{1,40})$/i;

function isEverybodys(key: string): boolean {
  const { kind } = parseSessionKey(key);
  return kind === 'main' || kind === 'unscoped';
}
