import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NumberSet } from '../../src/parsers/transcript/number-set.ts';
import { WordMemory } from '../../src/parsers/transcript/word-memory.ts';
import { eachToken, type Token } from '../../src/parsers/transcript/words.ts';

function tokens(text: string): readonly Token[] {
  const all: Token[] = [];
  eachToken(text, (token) => all.push(token));
  return all;
}

describe('tokens of a text', () => {
  test.each([
    ['Mail Ann@Example.com.', ['plain', 'structured']],
    ['/etc/passwd', ['structured']],
    ['to of it', []],
    ['x 12 123', ['structured']],
    ['grüße an Zoë', ['plain', 'plain']],
    ['“quoted” — dash', ['plain', 'plain']],
    ['', []],
    ['::://', []],
  ])('%s', (text, kinds) => {
    expect(tokens(text).map(({ structured }) => (structured ? 'structured' : 'plain'))).toEqual(kinds);
  });

  test('are the same whatever their case and what stands around them', () => {
    const [one] = tokens('agent:main:bob');
    const [other] = tokens('("Agent:MAIN:Bob"),');
    expect(other?.whole).toBe(one?.whole);
    expect(one?.words).toHaveLength(3);
  });

  test('know the options of a command', () => {
    expect(tokens('curl --data-raw x').map(({ flag }) => flag)).toEqual([false, true]);
  });

  test('are at most some thousands', () => {
    expect(tokens('word '.repeat(50_000)).length).toBeLessThan(10_000);
  });
});

test('a set of numbers holds what was put in', () => {
  const numbers = fc.array(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), { maxLength: 500 });
  fc.assert(
    fc.property(numbers, (values) => {
      const set = new NumberSet();
      for (const value of values) set.add(value);
      expect(values.every((value) => set.has(value))).toBe(true);
      expect(new Set(set.values())).toEqual(new Set(values));
    }),
  );
});

test('numbers that were chosen to crowd cost no time: some are forgotten', () => {
  const set = new NumberSet();
  for (let at = 1; at <= 100_000; at += 1) set.add(at * 2 ** 32);
  expect(set.size).toBeLessThan(100);
  expect(set.has(100_000 * 2 ** 32)).toBe(true);
});

test('a memory of words forgets the oldest', () => {
  const memory = new WordMemory(100);
  for (let word = 1; word <= 1000; word += 1) memory.add(word);
  expect(memory.has(1)).toBe(false);
  expect(memory.has(950)).toBe(true);
});
