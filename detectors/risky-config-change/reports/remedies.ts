import { askUnlessListed, commandWord, policyWords } from '../../../src/detector-kit/index.ts';

const set = (path: string, value: string): string => `\`openclaw config set ${path} ${value}\``;

/** What closes a setting; the first that fits. */
const cures: readonly (readonly [start: RegExp, cure: (path: string) => string])[] = [
  [/^tools\.sessions/, () => set('tools.sessions.visibility', 'tree')],
  [/^tools\.agentToAgent/, () => set('tools.agentToAgent.enabled', 'false')],
  [/^tools\.exec|^approvals/, () => policyWords(askUnlessListed)],
  [/^tools\.elevated/, () => set('tools.elevated.enabled', 'false')],
  [/^gateway\.auth/, () => set('gateway.auth.mode', 'token')],
  [/^gateway\.bind/, () => set('gateway.bind', 'loopback')],
  [/^gateway\.tailscale/, () => set('gateway.tailscale.mode', 'off')],
  [
    /^gateway\.controlUi\.(?:allowInsecureAuth|dangerously)/,
    (path) => `\`openclaw config unset ${commandWord(path, 'gateway.controlUi.allowInsecureAuth')}\``,
  ],
  [/^hooks\.allowRequestSessionKey/, () => set('hooks.allowRequestSessionKey', 'false')],
  [
    /^channels\.[^.]{1,80}\.groupPolicy/,
    (path) => set(commandWord(path, 'channels.<channel>.groupPolicy'), 'allowlist'),
  ],
  [
    /^channels\.[^.]{1,80}\.dmPolicy/,
    (path) => set(commandWord(path, 'channels.<channel>.dmPolicy'), 'pairing'),
  ],
  [/^logging\.level/, () => set('logging.level', 'info')],
  [/^logging\.audit/, () => set('logging.audit.enabled', 'true')],
  [/^session\.dmScope/, () => set('session.dmScope', 'per-channel-peer')],
  [
    /^agents\..{1,90}\.sandbox|^agents\.defaults\.sandbox/,
    () => set('agents.defaults.sandbox.mode', 'non-main'),
  ],
  [/^plugins\./, () => '`openclaw plugins list`, then `openclaw plugins disable <id>`'],
];

/** Commands that close these settings. */
export function closing(paths: readonly string[]): readonly string[] {
  const known = paths.flatMap((path) => cures.find(([start]) => start.test(path))?.[1](path) ?? []);
  return known.length === 0 ? [] : [`Close it again: ${[...new Set(known)].slice(0, 4).join(', ')}.`];
}

/** Commands that show these settings. */
export function showing(paths: readonly string[]): string {
  const commands = paths.slice(0, 3).map((path) => `\`openclaw config get ${commandWord(path, '<path>')}\``);
  return `See what it is now: ${commands.join(', ')}. If you changed it, all is well.`;
}
