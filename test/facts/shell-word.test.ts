import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellWord } from '../../src/facts/shell-word.ts';

test('a shell reads every text as one word, itself', () => {
  const text = fc.string({ unit: 'binary' }).filter((word) => !word.includes('\0'));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 200 }), (words) => {
      const line = `printf '%s\\0' ${words.map(shellWord).join(' ')}`;
      const { stdout } = spawnSync('/bin/sh', ['-c', line], { encoding: 'utf8' });
      expect(stdout.split('\0').slice(0, -1)).toEqual(words.length === 0 ? [''] : words);
    }),
    { numRuns: 20 },
  );
});

test.each([
  ['/usr/bin/node', '/usr/bin/node'],
  ['a b', "'a b'"],
  ["it's", String.raw`'it'\''s'`],
  ['', "''"],
])('%s is written %s', (text, word) => expect(shellWord(text)).toBe(word));
