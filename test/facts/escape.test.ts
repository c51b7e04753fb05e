import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { visible } from '../../src/facts/escape.ts';

describe('visible', () => {
  test.each([
    ['a\x1b[2Jb', 'a\\x1b[2Jb'],
    ['\x1b]52;c;cm0gLXJm\x07', '\\x1b]52;c;cm0gLXJm\\x07'],
    ['one\r\ntwo\tthree', 'one\\r\\ntwo\\tthree'],
    ['\x7f\x9b\x85\x00', '\\x7f\\x9b\\x85\\x00'],
    ['ad\u202enimda\u2066', 'ad\\u202enimda\\u2066'],
    ['zero\u200bwidth\u00ad\ufeff', 'zero\\u200bwidth\\xad\\ufeff'],
    ['line\u2028end\u2029', 'line\\u2028end\\u2029'],
    ['tag\u{e0041}', 'tag\\u{e0041}'],
    ['lone\ud800', 'lone\\ud800'],
    ['a\ufe0fb\u200dc', 'a\\ufe0fb\\u200dc'],
  ])('shows %j', (text, shown) => expect(visible(text)).toBe(shown));

  test.each([
    'plain',
    'Grüße, 漢字, مرحبا, עברית',
    '👨‍👩‍👧 ❤️ 👍🏽 🦞',
    'agent:main:telegram:direct:1001',
    'C:\\new',
  ])('leaves %j', (text) => expect(visible(text)).toBe(text));

  test('lets no control character through', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(0x10ffff)).map((codes) => String.fromCodePoint(...codes)),
        (text) => {
          expect(visible(text)).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
        },
      ),
    );
  });
});
