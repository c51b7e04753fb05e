import { parseSessionKey } from '../../facts/session-key.ts';
import { isAtLeast } from '../../facts/severity.ts';
import type { Finding } from '../../model/finding.ts';
import type { Acceptance } from '../../state/learned/learned.ts';
import type { RunSettings } from '../settings.ts';

/** Why a finding is not to be told: all that is in it was accepted of the same entity, and nothing is graver. */
export function acceptedBy(finding: Finding, accepted: readonly Acceptance[]): string | null {
  const fitting = accepted.find((acceptance) => covers(acceptance, finding));
  return fitting ? `accepted as normal: ${fitting.reason}` : null;
}

/** Settings under which what was accepted is suppressed as well. */
export function withAccepted<S extends Pick<RunSettings, 'suppressedBy'>>(
  settings: S,
  accepted: readonly Acceptance[],
): S {
  const suppressedBy = (finding: Finding, at?: number) =>
    settings.suppressedBy(finding, at) ?? acceptedBy(finding, accepted);
  return { ...settings, suppressedBy };
}

/** What the finding is made of; `undefined` when it names nobody, or more than it can list: it cannot be told again. */
export function conditionsOf(finding: Finding): readonly string[] | undefined {
  const { explanation, entities, entityCounts } = finding;
  if (entitiesOf(finding).length === 0) return undefined;
  if (explanation.conditions) return explanation.conditions;
  const { ips, tools, devices } = entities;
  const more = (['ips', 'tools', 'devices'] as const).some(
    (kind) => entityCounts[kind] > entities[kind].length,
  );
  if (more) return undefined;
  return [
    `rule: ${explanation.rule}`,
    ...ips.map((ip) => `address: ${ip}`),
    ...tools.map((tool) => `tool: ${tool}`),
    ...devices.map((device) => `device: ${device}`),
  ];
}

/** Whom it is about, by what stays the same when keys are fresh. */
export function entitiesOf({ entities }: Finding): readonly string[] {
  const { sessions, devices, actors, ips } = entities;
  if (sessions.length > 0) return [...new Set(sessions.map((key) => parseSessionKey(key).classKey))].sort();
  const named = [devices, actors, ips].find((names) => names.length > 0);
  return [...(named ?? [])].sort();
}

function covers(
  { detector, gateway, severity, entities, conditions }: Acceptance,
  finding: Finding,
): boolean {
  if (detector !== finding.detector || gateway !== finding.gateway) return false;
  if (finding.severity !== severity && isAtLeast(finding.severity, severity)) return false;
  const own = conditionsOf(finding);
  if (!own?.every((condition) => conditions.includes(condition))) return false;
  return entitiesOf(finding).every((entity) => entities.includes(entity));
}
