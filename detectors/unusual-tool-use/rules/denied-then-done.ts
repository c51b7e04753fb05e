import { clamp, type ToolGroup, toolGroup } from '../../../src/detector-kit/index.ts';
import type { Entity } from '../entity.ts';
import type { Limits } from '../limits.ts';
import type { Sign } from '../sign.ts';

/** With which other tools one reaches what a refused tool of the group would have done. */
const detours: { readonly [G in ToolGroup]?: readonly ToolGroup[] } = {
  'fs-read': ['runtime', 'nodes'],
  'fs-write': ['runtime', 'nodes'],
  runtime: ['runtime', 'nodes', 'automation', 'fs-write'],
  web: ['runtime', 'ui', 'web', 'nodes'],
  ui: ['runtime', 'web', 'nodes'],
  messaging: ['runtime', 'ui', 'web'],
  automation: ['runtime', 'automation', 'nodes', 'fs-write'],
  nodes: ['runtime', 'automation', 'nodes'],
  sessions: ['runtime'],
  wrapper: ['runtime', 'automation', 'nodes'],
};

/** After enough refusals, the same goal through another tool. */
export function deniedThenDone(
  entity: Entity,
  tool: string,
  time: number,
  { denials, window }: Limits,
): Sign | undefined {
  if (entity.denials.length < denials) return undefined;
  const refused = entity.denials.filter((denial) => time - denial.time < window);
  if (refused.length < denials || refused.some((denial) => isSame(denial.tool, tool))) return undefined;
  const group = toolGroup(tool);
  const detour = refused.find((denial) => detours[toolGroup(denial.tool)]?.includes(group));
  if (detour === undefined) return undefined;
  return {
    rule: 'denied-then-done',
    subject: tool,
    severity: 'high',
    text: `succeeded with ${clamp(tool, 40)} after ${clamp(detour.tool, 40)} was refused`,
    seen: refused.length,
    threshold: denials,
    windowMs: window,
  };
}

/** `process` goes on with what `exec` began. */
function isSame(a: string, b: string): boolean {
  return a === b || (isShell(a) && isShell(b));
}

function isShell(tool: string): boolean {
  return tool === 'exec' || tool === 'process';
}
