import { execPolicyOf, type GatewayPosture, reachOf } from '../../src/detector-kit/index.ts';

/** A changed setting that leaves the gateway open, as it was when the settings were read. */
export interface Danger {
  readonly setting: string;
  readonly value: string;
  /** Somebody can use it without further ado. */
  readonly grave: boolean;
}

type Look = (posture: GatewayPosture) => readonly (Danger | false | undefined)[];

export function dangersOf(paths: readonly string[], posture: GatewayPosture): readonly Danger[] {
  const looked = looks.filter(([start]) => paths.some((path) => start.test(path)));
  return looked
    .flatMap(([, look]) => look(posture))
    .filter((danger) => danger !== undefined && danger !== false);
}

const grave = (setting: string, value: string): Danger => ({ setting, value, grave: true });
const open = (setting: string, value: string): Danger => ({ setting, value, grave: false });

const looks: readonly (readonly [start: RegExp, look: Look])[] = [
  [/^gateway(?:\.auth|$)/, ({ authMode }) => [authMode === 'none' && grave('gateway.auth.mode', authMode)]],
  [
    /^gateway(?:\.bind|\.tailscale|$)/,
    (posture) => {
      const reach = reachOf(posture);
      if (reach === 'internet') return [grave('gateway.tailscale.mode', 'funnel')];
      return [reach === 'network' && open('gateway.bind', posture.bind ?? 'lan')];
    },
  ],
  [
    /^gateway(?:\.controlUi|$)/,
    ({ insecureFlags }) => insecureFlags.map((flag) => grave(`gateway.controlUi.${flag}`, 'true')),
  ],
  [
    /^channels(?:\.|$)/,
    ({ channels }) =>
      channels.flatMap(({ channel, open: all, dmPolicy, groupPolicy }) => [
        (all || dmPolicy === 'open') && grave(`channels.${channel}.dmPolicy`, 'open to everybody'),
        groupPolicy === 'open' && grave(`channels.${channel}.groupPolicy`, groupPolicy),
      ]),
  ],
  [
    /(?:^|\.)tools(?:\.exec|$)|^approvals/,
    (posture) => {
      const { security, ask } = execPolicyOf(posture);
      return [security === 'full' && ask === 'off' && grave('tools.exec', 'security full, ask off')];
    },
  ],
  [
    /^tools(?:\.sessions|$)/,
    ({ sessionsVisibility }) => [
      sessionsVisibility === 'all' && open('tools.sessions.visibility', sessionsVisibility),
    ],
  ],
  [
    /^tools(?:\.agentToAgent|$)/,
    ({ agentToAgent, agentToAgentAllow }) => [
      agentToAgent === true && agentToAgentAllow.includes('*') && open('tools.agentToAgent.allow', '*'),
    ],
  ],
  [
    /^logging(?:\.audit|$)/,
    ({ auditEnabled }) => [auditEnabled === false && grave('logging.audit.enabled', 'false')],
  ],
];
