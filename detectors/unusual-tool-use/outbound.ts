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
  const isNamed = steps.some(namesPlace);
  return (
    steps.some((step) => handsOver(step) && (isNamed || step.verb !== 'git')) || uploads(steps) !== undefined
  );
}

function handsOver(step: Step): boolean {
  return isCarrier(step) && !isDownloader(step);
}

/** A push to nowhere in particular, or to the origin, goes where the repository has always gone. */
function namesPlace({ verb, words }: Step): boolean {
  if (verb !== 'git') return false;
  const [remote = usualRemote] = words
    .slice(words.indexOf('push') + 1)
    .filter((word) => !word.startsWith('-'));
  return words.includes('remote') || (words.includes('push') && remote !== usualRemote);
}

const usualRemote = 'origin';
