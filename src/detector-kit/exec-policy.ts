/** Whether a command line sets through openclaw what commands may run, and which of them ask. */
export function setsExecPolicy(command: string): boolean {
  return command.includes('openclaw') && setters.some((setter) => setter.test(command));
}

const setters = [
  /\bapprovals (?:set|allowlist add)\b/,
  /\bexec-policy (?:set|preset)\b/,
  /\bconfig (?:set|unset|patch|apply) [^\n;|&]{0,40}(?:tools\.exec|tools\.elevated|approvals)/,
] as const;
