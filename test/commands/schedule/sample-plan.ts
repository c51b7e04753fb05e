import type { Plan } from '../../../src/commands/schedule/plan.ts';

/** As root sees it on a usual machine. */
export const systemPlan: Plan = {
  scope: 'system',
  program: ['/usr/bin/node', '/usr/local/bin/openclaw-audit'],
  options: ['--min-severity', 'medium'],
  paths: [],
  stateFolder: '/var/lib/openclaw-audit',
  statedFolder: undefined,
  gatewayFolder: '/home/op/.openclaw',
  profile: undefined,
  folders: { units: '/etc/systemd/system', users: '/etc/sysusers.d' },
};

export const userPlan: Plan = {
  ...systemPlan,
  scope: 'user',
  stateFolder: '/home/op/.local/state/openclaw-audit',
  folders: { units: '/home/op/.config/systemd/user', users: '/etc/sysusers.d' },
};

/** With every character that means something to systemd, a shell or cron. */
export const oddPlan: Plan = {
  ...systemPlan,
  program: ['/usr/bin/node', '/opt/audit 100%/cli $HOME.js'],
  options: ['--gateway', `"it's" \\n %h ${'$'}{HOME} ; #x`],
  paths: ['/srv/a b/100%', '/srv/$gw'],
  stateFolder: '/srv/state of 50%',
  statedFolder: '/srv/state of 50%',
  gatewayFolder: '/home/o p/.open%claw',
};
