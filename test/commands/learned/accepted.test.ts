import { expect, test } from 'vitest';
import { acceptedBy, conditionsOf, entitiesOf } from '../../../src/commands/learned/accepted.ts';
import type { AuditReport } from '../../../src/model/report.ts';
import { runCli } from '../../support/run-cli.ts';

const { stdout } = await runCli(['sample-logs', '--format', 'json']);
const { findings } = JSON.parse(stdout) as AuditReport;
const of = (detector: string) => findings.filter((finding) => finding.detector === detector);

const acceptanceOf = (finding: AuditReport['findings'][number]) => ({
  ...{ id: finding.id, detector: finding.detector, gateway: finding.gateway, severity: finding.severity },
  ...{ entities: entitiesOf(finding), conditions: conditionsOf(finding) ?? [], reason: 'mine', time: 0 },
});

test('a finding is accepted as it is, and another of the same rule is not', () => {
  const [one, other] = of('repeated-auth-failures').filter(({ severity }) => severity === 'medium');
  if (!one || !other) throw new Error('sample-logs has no two addresses that guess');
  expect(acceptedBy(one, [acceptanceOf(one)])).toBe('accepted as normal: mine');
  expect(acceptedBy(other, [acceptanceOf(one)])).toBeNull();
});

test('a changed setting names nobody: accepted, any other change would pass for it', () => {
  const [change] = of('risky-config-change');
  if (!change) throw new Error('sample-logs has no changed setting');
  expect(conditionsOf(change)).toBeUndefined();
  const { rule } = change.explanation;
  expect(acceptedBy(change, [{ ...acceptanceOf(change), conditions: [`rule: ${rule}`] }])).toBeNull();
});
