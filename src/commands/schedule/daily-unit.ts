import { dailyCommand, marker, type Plan } from './plan.ts';
import { sandbox } from './sandbox.ts';
import { systemdCommand } from './systemd-words.ts';

export function dailyService(plan: Plan): string {
  return `${marker}
# The summary of yesterday; its timer starts it.
[Unit]
Description=Daily security summary of an OpenClaw gateway

[Service]
Type=oneshot
ExecStart=${systemdCommand(dailyCommand(plan))}
${sandbox(plan)}
`;
}

export function dailyTimer(): string {
  return `${marker}
[Unit]
Description=Every morning: the daily security summary of an OpenClaw gateway

[Timer]
# Local time. A machine that slept at seven catches up when it wakes.
OnCalendar=*-*-* 07:00:00
Persistent=true

[Install]
WantedBy=timers.target
`;
}
