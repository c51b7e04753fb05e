import { remember } from '../facts/remember.ts';
import { toolGroup } from '../facts/tool.ts';

const looking = new Set(
  'get list read search find check show fetch view query lookup look count describe status ls cat scan inspect compare calculate retrieve download browse ask'.split(
    ' ',
  ),
);
const quiet = new Set(['fs-read', 'web', 'memory', 'media', 'agents']);

/** Whether a tool only looks, as far as its name says: `get_balance`, `docs__search`, `listFiles`. */
export const readsOnly: (tool: string) => boolean = remember((tool) => {
  const group = toolGroup(tool);
  if (group !== 'other' && group !== 'mcp') return quiet.has(group);
  const words = tool.split(/[^a-zA-Z]+|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase());
  return words.some((word) => looking.has(word));
});
