import {
  type AuditEvent,
  askUnlessListed,
  commandWord,
  policyWords,
} from '../../../src/detector-kit/index.ts';

export const history =
  '`openclaw gateway call approval.history --json` shows what was asked and answered; allow none of it.';
export const onlyAsk = `Let it run only what is listed, and ask for the rest: ${policyWords(askUnlessListed)}.`;

/** Without the agent, the command touches only what is listed for all of them. */
export function allowlist(what: 'add' | 'remove', { agentId }: AuditEvent): string {
  return `\`openclaw approvals allowlist ${what} --agent ${commandWord(agentId ?? '', '<agent>')} <pattern>\``;
}

export function stop({ sessionKey }: AuditEvent): string {
  const session = commandWord(sessionKey ?? '', '<session key>');
  return `Stop the run: send \`/stop\` in its session (${session}), then read its transcript: who asked for it?`;
}

export function noExec({ agentId }: AuditEvent): string {
  const agent = commandWord(agentId ?? '', '<agent>');
  return `Take \`exec\` from the agent until it is clear: \`tools.deny\` of agent ${agent}.`;
}
