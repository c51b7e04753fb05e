import { isCarrier, isDownloader, type Step } from '../../src/detector-kit/index.ts';
import { uploads } from './commands/uploads.ts';

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

/** True when a command hands data over, and does not only ask for some. */
export function sends(steps: readonly Step[]): boolean {
  return steps.some((step) => isCarrier(step) && !isDownloader(step)) || uploads(steps) !== undefined;
}
