import { readsOnly, remember, toolGroup } from '../../../src/detector-kit/index.ts';

const others = wordsIn(
  'web webpage page url inbox email emails mail message messages feed comment comments review reviews issue issues post posts ticket tickets',
);
const own = wordsIn(
  'file files document documents drive contact contacts calendar account balance transaction transactions user profile customer note notes record records history info',
);
const sending = wordsIn(
  'send mail email post publish upload share invite message transfer forward reply webhook',
);

/** Its result is what strangers wrote: a page, a mail, a comment. */
export const readsOthers = remember((tool) => {
  const group = toolGroup(tool);
  return group === 'web' || group === 'ui' || (readsOnly(tool) && hasWord(tool, others));
});

/** Its result is what belongs to somebody: files, contacts, accounts. */
export const readsPrivate = remember((tool) => {
  const group = toolGroup(tool);
  return group === 'fs-read' || group === 'memory' || (readsOnly(tool) && hasWord(tool, own));
});

/** It takes its arguments to somebody else. */
export const sendsOut = remember((tool) => {
  const group = toolGroup(tool);
  return group === 'messaging' || group === 'web' || (!readsOnly(tool) && hasWord(tool, sending));
});

function hasWord(tool: string, words: readonly string[]): boolean {
  return tool.split(/[^a-z]+/).some((word) => words.includes(word));
}

function wordsIn(text: string): readonly string[] {
  return text.split(' ');
}
