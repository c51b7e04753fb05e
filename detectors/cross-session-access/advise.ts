import type { Advice, Finding, GatewayPosture } from '../../src/detector-kit/index.ts';
import { apart, ownSessions, tree, workspaceOnly } from './remedies.ts';

/** Which setting of this gateway lets it happen. */
export function advise({ remediation }: Finding, posture: GatewayPosture): Advice {
  return { facts: factsOf(posture), remediation: remediation.flatMap((remedy) => fitted(remedy, posture)) };
}

function fitted(remedy: string, posture: GatewayPosture): readonly string[] {
  if (remedy === ownSessions) return sessionsOf(posture);
  if (remedy === workspaceOnly && posture.workspaceOnly === true) return [];
  if (!remedy.startsWith('Keep sessions apart')) return [remedy];
  return [...visibilityOf(posture), ...agentsOf(posture)];
}

function visibilityOf({ sessionsVisibility }: GatewayPosture): readonly string[] {
  if (sessionsVisibility === undefined) return [`Keep sessions apart: ${tree}.`];
  if (sessionsVisibility === 'self' || sessionsVisibility === 'tree') return [];
  const value = shown(sessionsVisibility);
  return [
    `\`tools.sessions.visibility\` is ${value} here, which lets it happen: set it to \`tree\`: ${tree}.`,
  ];
}

function agentsOf({ agentToAgent }: GatewayPosture): readonly string[] {
  if (agentToAgent === undefined) return [`Keep agents apart: ${apart}.`];
  if (!agentToAgent) return [];
  return [
    `\`tools.agentToAgent.enabled\` is \`true\` here, so agents reach each other's sessions: ${apart}.`,
  ];
}

function sessionsOf({ dmScope }: GatewayPosture): readonly string[] {
  if (dmScope === undefined) return [ownSessions];
  if (dmScope !== 'main') return [];
  return [
    '`session.dmScope` is `main` here, so everybody who writes to an agent shares its main session. ' +
      ownSessions,
  ];
}

function factsOf({ sessionsVisibility, agentToAgent, dmScope }: GatewayPosture) {
  const settings: readonly (readonly [string, string | undefined])[] = [
    ['tools.sessions.visibility', sessionsVisibility],
    ['tools.agentToAgent.enabled', agentToAgent?.toString()],
    ['session.dmScope', dmScope],
  ];
  return settings.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value, number: null }]));
}

function shown(value: string): string {
  return /^[\w-]{1,30}$/.test(value) ? `\`${value}\`` : 'something else';
}
