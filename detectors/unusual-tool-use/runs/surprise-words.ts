import type { Surprise, View } from './surprise.ts';

/** What is surprising, in words; made when it is told, as most never is. */
export function wordsOf(view: View, surprise: Surprise): string {
  const { text, seen, among } = surprise;
  if (text !== undefined) return text;
  const [what, never, often] = partsOf(view, surprise);
  return seen === 0
    ? `${what}${never} ${among} earlier runs`
    : `${what}${often} ${seen} of ${among} earlier runs`;
}

type Parts = readonly [what: string, never: string, often: string];

function partsOf(view: View, { tool, before = '', times = 0 }: Surprise): Parts {
  switch (view) {
    case 'order': {
      const words = before === '' ? 'came first' : `followed ${before}`;
      return [tool, ` never ${words} in`, ` ${words} in`];
    }
    case 'count':
      return [`${tool} was called ${times} times`, ', never so often in', ', so often in'];
    case 'length':
      return [`it made ${times} calls or more`, ', never so many in', ', so many in'];
    case 'outcome':
      return [`${tool} failed`, ', as in none of', ', as in'];
    case 'flow':
      return [flowWords(tool), ', as in none of', ', as in'];
    default:
      return [tool, ' was never used in', ' was used in'];
  }
}

const flowWords = (tool: string): string =>
  `sent something with ${tool} where a tool's result said, after words of strangers and private data were read`;
