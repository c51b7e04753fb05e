import { expect, test } from 'vitest';
import type { Surprise, View } from '../../detectors/unusual-tool-use/runs/surprise.ts';
import { wordsOf } from '../../detectors/unusual-tool-use/runs/surprise-words.ts';

const some = { tool: 'send', bits: 3, seen: 2, among: 9 };

test.each<[View, Partial<Surprise>, string]>([
  ['tool', {}, 'send was used in 2 of 9 earlier runs'],
  ['tool', { seen: 0 }, 'send was never used in 9 earlier runs'],
  ['order', { before: 'read' }, 'send followed read in 2 of 9 earlier runs'],
  ['order', { before: '', seen: 0 }, 'send never came first in 9 earlier runs'],
  ['count', { times: 4, seen: 0 }, 'send was called 4 times, never so often in 9 earlier runs'],
  ['length', { times: 16 }, 'it made 16 calls or more, so many in 2 of 9 earlier runs'],
  ['outcome', { seen: 0 }, 'send failed, as in none of 9 earlier runs'],
])('%s %j is told as: %s', (view, surprise, words) => {
  expect(wordsOf(view, { ...some, ...surprise })).toBe(words);
});

test('a surprise that a state of an older version holds in words keeps them', () => {
  expect(wordsOf('order', { ...some, text: 'send never came first in 8 earlier runs' })).toBe(
    'send never came first in 8 earlier runs',
  );
});
