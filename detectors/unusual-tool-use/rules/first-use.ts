import type { Severity } from '../../../src/detector-kit/index.ts';
import { habitAfterDays } from '../activity.ts';
import type { Circle } from '../circle.ts';
import type { Use } from '../entity.ts';
import { type Kind, kindOf } from '../kinds.ts';
import { cameWithUpdate, isCommon } from '../peers.ts';
import type { Sign } from '../sign.ts';

/** Of browser, automations, gateway and nodes a little history says enough. */
const someRuns = 3;
const someAgentRuns = 10;

/** A power that the entity never used, or only since it was told of less than three days of use ago. */
export function firstUse(circle: Circle, tool: string, time: number, history: number): Sign | undefined {
  const kind = kindOf(tool);
  if (kind === undefined) return undefined;
  const use = circle.entity.uses[kind];
  if (use !== undefined && isKnown(use)) return undefined;
  const severity = use === undefined ? severityOf(circle, kind, time, history) : 'low';
  if (severity === undefined) return undefined;
  const { runs, name } = circle.entity;
  const since = runs >= someRuns ? `in ${runs} runs` : 'without a history of its own';
  return {
    rule: 'first-use',
    subject: kind,
    severity,
    text:
      use === undefined ? `used ${tool} for the first time ${since}` : `used ${tool}, new to ${name}, again`,
    seen: 1,
    threshold: 1,
  };
}

function isKnown({ told, days }: Use): boolean {
  return !told || days.count > habitAfterDays;
}

function severityOf(circle: Circle, kind: Kind, time: number, history: number): Severity | undefined {
  const { entity, agent, gateway } = circle;
  const own = kind === 'exec' ? history : someRuns;
  const wider = kind === 'exec' ? history : someAgentRuns;
  if (entity.runs < own && agent.runs < wider && gateway.runs < wider) return undefined;
  if (cameWithUpdate(gateway, gateway.uses[kind]?.since, time)) return 'info';
  if (isCommon(agent, kind, entity.name)) return entity.runs >= someRuns ? 'low' : undefined;
  return entity.runs >= own ? 'medium' : byWiderHistory(circle, kind, wider);
}

/** Who has no history is held against its agent's; a young agent against the gateway's. */
function byWiderHistory({ entity, agent, gateway }: Circle, kind: Kind, runs: number): Severity | undefined {
  if (agent.runs >= runs) return agent.uses[kind] === undefined ? 'medium' : 'low';
  return gateway.uses[kind] === undefined && entity.runs > 0 ? 'low' : undefined;
}
