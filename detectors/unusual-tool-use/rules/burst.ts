import { formatDuration, type Severity, type ToolGroup } from '../../../src/detector-kit/index.ts';
import { type Activity, tellBurst } from '../activity.ts';
import type { Circle } from '../circle.ts';
import type { Limits } from '../limits.ts';
import { cameWithUpdate, type Peers } from '../peers.ts';
import type { Sign } from '../sign.ts';

interface Excess {
  readonly seen: number;
  readonly usual: number;
  /** `null` for one run. */
  readonly windowMs: number | null;
}

const fewRuns = 5;

/** More calls of one tool group, in the window or in one run, than the floor and four times the usual. */
export function burst(
  circle: Circle,
  group: ToolGroup,
  activity: Activity,
  limits: Limits,
  time: number,
): Sign | undefined {
  const { entity, agent } = circle;
  const peers = entity.runs < limits.history ? agent.groups[group] : undefined;
  const excess = excessOf(activity, peers, limits);
  if (excess === undefined) return undefined;
  const { seen, usual, windowMs } = excess;
  const span = windowMs === null ? 'one run' : formatDuration(windowMs);
  return {
    rule: 'burst',
    subject: group,
    severity: severityOf(circle, group, activity, seen, time),
    text: `made ${seen} ${wordOf(group)} calls in ${span} (usual: ${usual === 0 ? 'none' : `up to ${usual}`})`,
    seen,
    threshold: Math.floor(thresholdOf(usual, limits)) + 1,
    ...(windowMs !== null && { windowMs }),
  };
}

/** With a short history of its own, what its peers do is usual too. */
function excessOf(
  { total, inRun, spans, runs }: Activity,
  peers: Peers['groups'][ToolGroup],
  limits: Limits,
): Excess | undefined {
  const usualSpan = Math.max(spans.highest, peers?.spans.highest ?? 0);
  if (total > thresholdOf(usualSpan, limits)) {
    return { seen: total, usual: usualSpan, windowMs: limits.window };
  }
  const usualRun = Math.max(runs.highest, peers?.runs.highest ?? 0);
  return inRun > thresholdOf(usualRun, limits) ? { seen: inRun, usual: usualRun, windowMs: null } : undefined;
}

/** As many are not yet a burst. */
function thresholdOf(usual: number, { calls, factor }: Limits): number {
  return Math.max(calls, factor * usual);
}

/** What was told on another day, and is no larger now, is low until it is a habit. */
function severityOf(
  { entity, agent, gateway }: Circle,
  group: ToolGroup,
  activity: Activity,
  seen: number,
  time: number,
): Severity {
  if (cameWithUpdate(gateway, gateway.groups[group]?.since, time)) return 'info';
  if (entity.runs < fewRuns && agent.runs < fewRuns) return 'low';
  return tellBurst(activity, seen, time) ? 'low' : 'medium';
}

function wordOf(group: ToolGroup): string {
  return words.get(group) ?? group;
}

const words = new Map<ToolGroup, string>([
  ['fs-read', 'read'],
  ['fs-write', 'write'],
  ['runtime', 'exec'],
  ['other', 'plug-in tool'],
  ['mcp', 'MCP'],
]);
