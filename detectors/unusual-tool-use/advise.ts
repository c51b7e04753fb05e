import {
  type Advice,
  askAlways,
  type ExecPosture,
  execPolicyOf,
  type Finding,
  type GatewayPosture,
  policyWords,
} from '../../src/detector-kit/index.ts';

const asksBefore = policyWords(askAlways);
const staysInside = /tools\.fs\.workspaceOnly/;

/** Whether commands of this agent run unasked, and where. */
export function advise({ remediation, entities }: Finding, posture: GatewayPosture): Advice {
  const [agent, ...others] = entities.agents;
  const agentId = others.length === 0 ? agent : undefined;
  const policy = execPolicyOf(posture, agentId);
  const sandbox = posture.agents.find(({ id }) => id === agentId)?.sandbox ?? posture.tools.sandbox;
  return {
    facts: factsOf(policy, sandbox, posture),
    remediation: remediation.flatMap((remedy) => fitted(remedy, policy, posture)),
  };
}

function fitted(remedy: string, policy: ExecPosture, posture: GatewayPosture): readonly string[] {
  if (staysInside.test(remedy) && posture.workspaceOnly === true) return [];
  if (!remedy.includes(asksBefore)) return [remedy];
  if (policy.ask === 'always') return ['Commands need an approval here already: find who gave it.'];
  if (policy.security === 'full' && (policy.ask === 'off' || policy.ask === undefined)) {
    return [`Exec approvals are off here, so every command runs unasked. ${remedy}`];
  }
  return [remedy];
}

function factsOf({ security, ask }: ExecPosture, sandbox: string | undefined, posture: GatewayPosture) {
  const settings: readonly (readonly [string, string | undefined])[] = [
    ['tools.exec.security', security],
    ['tools.exec.ask', ask],
    ['sandbox', sandbox],
    ['tools.profile', posture.tools.profile],
    ['tools.deny', posture.tools.deny.slice(0, 8).join(', ').slice(0, 120) || undefined],
  ];
  return settings.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value, number: null }]));
}
