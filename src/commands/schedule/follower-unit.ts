import { followCommand, marker, type Plan } from './plan.ts';
import { sandbox } from './sandbox.ts';
import { systemdCommand } from './systemd-words.ts';

/** Reads the evidence as it is written, for ever. */
export function followerService(plan: Plan): string {
  return `${marker}
# Reads what the OpenClaw gateway writes as it writes it, and reports what is wrong.
# Findings: journalctl ${plan.scope === 'user' ? '--user ' : ''}-u openclaw-audit -f
[Unit]
Description=Security audit of an OpenClaw gateway, as it happens
# Starts again for ever: an auditor that gave up sees nothing.
StartLimitIntervalSec=0

[Service]
ExecStart=${systemdCommand(followCommand(plan))}
Restart=always
RestartSec=10
${sandbox(plan)}

[Install]
WantedBy=${plan.scope === 'system' ? 'multi-user.target' : 'default.target'}
`;
}
