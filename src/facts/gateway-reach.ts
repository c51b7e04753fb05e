import type { ExecPosture, GatewayPosture } from '../model/posture.ts';

/** Who can open a connection to a gateway by its own settings; a proxy in front may let in more. */
export type Reach = 'machine' | 'tailnet' | 'network' | 'internet';

const byBind = new Map<string, Reach>([
  ['loopback', 'machine'],
  ['tailnet', 'tailnet'],
  ['lan', 'network'],
  ['custom', 'network'],
  ['0.0.0.0', 'network'],
]);

/** `undefined` when the settings leave it to the gateway. */
export function reachOf({ bind = 'loopback', tailscale }: GatewayPosture): Reach | undefined {
  if (tailscale === 'funnel') return 'internet';
  const reach = byBind.get(bind);
  return reach === 'machine' && tailscale === 'serve' ? 'tailnet' : reach;
}

const securities = ['deny', 'allowlist', 'full'];
const asks = ['off', 'on-miss', 'always'];

/** What holds for the commands of an agent: its own settings before those of all, and of those and `exec-approvals.json` the stricter. */
export function execPolicyOf(posture: GatewayPosture, agentId?: string): ExecPosture {
  const own = posture.agents.find(({ id }) => id === agentId)?.exec;
  const set = { ...posture.tools.exec, ...own };
  const { execApprovals } = posture;
  const security = pick(securities, [set.security, execApprovals?.security], Math.min);
  const ask = pick(asks, [set.ask, execApprovals?.ask], Math.max);
  return { ...(security !== undefined && { security }), ...(ask !== undefined && { ask }) };
}

function pick(
  order: readonly string[],
  values: readonly (string | undefined)[],
  choose: (...ranks: number[]) => number,
): string | undefined {
  const ranks = values.map((value) => order.indexOf(value ?? '')).filter((rank) => rank >= 0);
  return ranks.length === 0 ? undefined : order[choose(...ranks)];
}
