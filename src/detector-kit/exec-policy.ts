/** What commands may run, and which of them ask: how it is set, by an agent and by the advice. */
interface PolicyCommand {
  readonly now: string;
  /** Gateways with `tools.exec.mode` refuse it. */
  readonly before: readonly string[];
}

export const askAlways = policy('set --ask always', ['ask always']);
export const askUnlessListed = policy('preset cautious', ['security allowlist', 'ask on-miss']);
export const refuseUnlessListed = policy('set --security allowlist --ask off', [
  'security allowlist',
  'ask off',
]);

/** For a sentence. */
export function policyWords({ now, before }: PolicyCommand): string {
  return `\`${now}\` (before 2026.4: ${before.map((command) => `\`${command}\``).join(', ')})`;
}

/** For a shell. */
export function policyCommand({ now, before }: PolicyCommand): string {
  return `${now}   # before 2026.4: ${before.join('; ')}`;
}

/** Whether a command line sets it through openclaw. */
export function setsExecPolicy(command: string): boolean {
  return command.includes('openclaw') && setters.some((setter) => setter.test(command));
}

const setters = [
  /\bapprovals (?:set|allowlist add)\b/,
  /\bexec-policy (?:set|preset)\b/,
  /\bconfig (?:set|unset|patch|apply) [^\n;|&]{0,40}(?:tools\.exec|tools\.elevated|approvals)/,
] as const;

function policy(now: string, before: readonly string[]): PolicyCommand {
  return {
    now: `openclaw exec-policy ${now}`,
    before: before.map((setting) => `openclaw config set tools.exec.${setting}`),
  };
}
