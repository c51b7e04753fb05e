import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitPath, shorten, textWidth, wrap, wrapAround } from '../../src/reporters/layout.ts';
import { markdownCode, markdownProse, markdownText } from '../../src/reporters/markdown-text.ts';
import { distance, lasted, peopleTime } from '../../src/reporters/people-time.ts';

describe('wrap', () => {
  test.each([
    ['one two three', 9, ['one two', 'three']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['first part · second part', 14, ['first part ·', 'second part']],
    ['漢字漢字', 4, ['漢字', '漢字']],
    ['', 10, ['']],
  ])('breaks "%s" to %d columns', (text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });

  test('keeps within the width and loses nothing but spaces', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '漢', 'é', '·', '🦞') });
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 40 }), (given, width) => {
        const lines = wrap(given, width);
        expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(given.replaceAll(' ', ''));
      }),
    );
  });
});

describe('wrapAround', () => {
  test('keeps a command whole, on a line of its own where it is long', () => {
    expect(wrapAround('Block it: `openclaw config set a.b c`, then restart.', 20)).toEqual([
      'Block it:',
      '`openclaw config set a.b c`,',
      'then restart.',
    ]);
  });

  test('breaks everything else as wrap does', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 4, max: 40 }), (given, width) => {
        const text = given.replaceAll(/[`·]|\d-\d/g, '');
        expect(wrapAround(text, width)).toEqual(wrap(text, width));
      }),
    );
  });
});

test.each([
  ['Run `openclaw gateway stop` now.', 'Run `openclaw gateway stop` now.'],
  ['`a|b` and *c*', '`a|b` and \\*c\\*'],
  ['an ` alone', 'an \\` alone'],
  ['no @owner', 'no @<!-- -->owner'],
])('markdownProse makes %s into %s', (text, prose) => expect(markdownProse(text)).toBe(prose));

test.each([
  ['/tmp/openclaw/openclaw-2026-11-22.log', 26, '…/openclaw-2026-11-22.log'],
  ['/tmp/a.log', 26, '/tmp/a.log'],
  ['averylongfilename.log', 10, '…ename.log'],
])('fitPath cuts %s to %d columns', (path, width, fitted) => expect(fitPath(path, width)).toBe(fitted));

test.each([
  ['short', 10, 'short'],
  ['a long text', 7, 'a long…'],
  ['漢字漢字', 5, '漢字…'],
])('shorten cuts %s to %d columns', (text, width, shortened) => expect(shorten(text, width)).toBe(shortened));

describe('peopleTime', () => {
  const time = peopleTime(true);
  const at = Date.UTC(2026, 10, 21, 23, 58);

  test('leaves out what both ends share', () => {
    expect(time.span(at, at)).toBe('2026-11-21 23:58:00');
    expect(time.span(at, at + 61_000)).toBe('2026-11-21 23:58:00 → 23:59:01');
    expect(time.span(at, at + 600_000)).toBe('2026-11-21 23:58:00 → 2026-11-22 00:08:00');
    expect(time.shortSpan(at, at + 60_000)).toBe('11-21 23:58 → 23:59');
    expect(time.shortSpan(at, at + 600_000)).toBe('11-21 → 11-22');
  });

  test('counts the whole seconds that it shows', () => expect(lasted(at + 120, at + 608_845)).toBe('10m 8s'));

  test('says how long ago', () => expect(distance(at, at + 7_200_000)).toBe('about 2 hours ago'));
});

describe('markdownText', () => {
  test.each([
    ['**bold** _it_ `code` ~~x~~', '\\*\\*bold\\*\\* \\_it\\_ \\`code\\` \\~\\~x\\~\\~'],
    ['<script>&amp;', '&lt;script&gt;&amp;amp;'],
    ['@all #12', '@<!-- -->all #<!-- -->12'],
    ['[x](https://e.example) www.e.example', '\\[x\\](https\\://e.example) www\\.e.example'],
    ['a | b \\| c', 'a &#124; b \\\\&#124; c'],
    ['one\ntwo\u202e', 'one\\\\ntwo\\\\u202e'],
    ['09:15 agent:main:main', '09:15 agent:main:main'],
  ])('escapes %j', (text, escaped) => expect(markdownText(text)).toBe(escaped));
});

describe('markdownCode', () => {
  test.each([
    ['plain', '`plain`'],
    ['a ` b', '``a ` b``'],
    ['`` ticks', '``` `` ticks ```'],
    ['', '`  `'],
    ['line\nend', '`line\\nend`'],
  ])('holds %j', (text, code) => expect(markdownCode(text)).toBe(code));

  test('is closed by nothing in the text', () => {
    const text = fc.string({ unit: fc.constantFrom('`', 'a', ' ', '\n', '<') });
    fc.assert(
      fc.property(text, (given) => {
        const code = markdownCode(given);
        const fence = /^`+/.exec(code)?.[0] ?? '';
        const inside = code.slice(fence.length, -fence.length);
        expect(code.endsWith(fence)).toBe(true);
        expect(inside.match(/`+/g) ?? []).not.toContain(fence);
        expect(inside).not.toMatch(/^`|`$/);
      }),
    );
  });
});
