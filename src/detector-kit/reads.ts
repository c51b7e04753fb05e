import { remember } from '../facts/remember.ts';
import { toolGroup } from '../facts/tool.ts';

const looking = wordsIn(
  'get list read search find check show fetch view query lookup look count describe status ls cat scan inspect compare calculate retrieve download browse ask',
);
const doing = wordsIn(
  'send delete create update transfer grant share remove post write upload book order buy unlock execute invite cancel change edit publish forward reply submit schedule reserve modify pay add',
);
const quiet = new Set(['fs-read', 'web', 'memory', 'media', 'agents']);
/** A name of one long word is several that were glued together. */
const glued = 10;

/** Whether a tool only looks, as far as its name says: `get_balance`, `docs__search`, `gmailreademail`. */
export const readsOnly: (tool: string) => boolean = remember((tool) => {
  const group = toolGroup(tool);
  if (group !== 'other' && group !== 'mcp') return quiet.has(group);
  const words = tool.toLowerCase().split(/[^a-z]+/);
  if (words.some((word) => looking.includes(word))) return true;
  const [only = ''] = words;
  return words.length === 1 && only.length >= glued && has(only, looking) && !has(only, doing);
});

function has(name: string, verbs: readonly string[]): boolean {
  return verbs.some((verb) => name.includes(verb));
}

function wordsIn(text: string): readonly string[] {
  return text.split(' ');
}
