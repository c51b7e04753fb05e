/** Why a tool result is a refusal by policy, not a failure; `undefined` when it is none. */
export function denialReason(text: string): string | undefined {
  for (const [pattern, reason] of denials) if (pattern.test(text)) return reason;
  return undefined;
}

const denials: readonly (readonly [RegExp, string])[] = [
  [/^Unknown tool id: /, 'unknown tool'],
  [/^Tool \S{1,128} not found/, 'unknown tool'],
  [/^exec denied: /i, 'exec denied'],
  [/^Exec denied \(/, 'exec denied'],
  [/^Session \w{1,20} visibility is restricted/, 'session visibility'],
  [/^Agent-to-agent \w{1,20} (?:is disabled|denied by)/, 'agent to agent'],
  [/^Blocked hostname or private\/internal/, 'blocked address'],
  [/>>>\nSource: API\n---\nBlocked hostname or private\/internal/, 'blocked address'],
];
