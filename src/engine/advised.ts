import type { Detector } from '../model/detector.ts';
import type { Finding } from '../model/finding.ts';
import type { GatewayPosture } from '../model/posture.ts';

/** The finding with the advice that fits the settings of its gateway; nothing else of it depends on them. */
export function advised(
  finding: Finding,
  advise: Detector['advise'],
  posture: GatewayPosture | undefined,
): Finding {
  if (advise === undefined || posture === undefined) return finding;
  const { facts, remediation } = advise(finding, posture);
  const { explanation } = finding;
  return {
    ...finding,
    explanation: { ...explanation, facts: [...explanation.facts, ...facts] },
    remediation,
  };
}
