import { isCarrier } from './commands/network.ts';
import type { Step } from './commands/steps.ts';

const tools = new Set([
  'web_fetch',
  'browser',
  'message',
  'sessions_send',
  'conversations_send',
  'conversations_turn',
  'github_publish',
  'portal',
]);
/** Words of tools from elsewhere that send something. */
const words = ['send', 'mail', 'post', 'publish', 'upload', 'share', 'webhook', 'fetch'];

/** True when the call can carry what it knows out of the conversation. */
export function isOutbound(tool: string, group: string, steps: readonly Step[]): boolean {
  if (tools.has(tool)) return true;
  if (group === 'runtime') return steps.some(isCarrier);
  return (group === 'mcp' || group === 'other') && words.some((word) => tool.includes(word));
}
