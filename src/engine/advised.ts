import { worstOf } from '../facts/severity.ts';
import type { Detector } from '../model/detector.ts';
import type { Finding } from '../model/finding.ts';
import type { GatewayPosture } from '../model/posture.ts';

/** The finding with the advice that fits the settings of its gateway; of the rest only its severity may depend on them. */
export function advised(
  finding: Finding,
  advise: Detector['advise'],
  posture: GatewayPosture | undefined,
): Finding {
  if (advise === undefined || posture === undefined) return finding;
  const { facts, remediation, severity = finding.severity } = advise(finding, posture);
  const { explanation } = finding;
  return {
    ...finding,
    severity: worstOf([severity, finding.severity]),
    explanation: { ...explanation, facts: [...explanation.facts, ...facts] },
    remediation,
  };
}
