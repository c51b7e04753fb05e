import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyPlaces } from '../../src/config/key-positions.ts';

const text = `// first: line
{
  plain: 1, 'sing\\'le': [ 'a]', /* } */ { deep: -.5e3 } ],
  "double": "{\\"no\\": 'key'}", // , } ]
  nothing: null, last: { },
}
`;

describe('keyPlaces', () => {
  const places = keyPlaces(text);

  test.each([
    [['plain'], '3:3', '3:10'],
    [["sing'le"], '3:13', '3:25'],
    [["sing'le", 0], '3:27', '3:27'],
    [["sing'le", 1], '3:41', '3:41'],
    [["sing'le", 1, 'deep'], '3:43', '3:49'],
    [['double'], '4:3', '4:13'],
    [['nothing'], '5:3', '5:12'],
    [['last'], '5:18', '5:24'],
    [['last', 'missing', 'deeper'], '5:18', '5:24'],
    [['absent'], '1:1', '2:1'],
  ] as const)('finds %j', (path, key, value) => {
    const [keyAt, valueAt] = [places.keyAt(path), places.valueAt(path)];
    expect([`${keyAt.line}:${keyAt.column}`, `${valueAt.line}:${valueAt.column}`]).toEqual([key, value]);
  });

  test('tells of a key that is there twice', () => {
    expect(keyPlaces('{a: {b: 1, "b": 2}, c: 3}').twice).toEqual([['a', 'b']]);
  });

  test('finds every value of any settings', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (settings) => {
        const written = JSON.stringify(settings);
        const found = keyPlaces(written);
        for (const key of Object.keys(settings)) {
          const start = found.valueAt([key]).column - 1;
          expect(written.slice(start)).toSatisfy((rest: string) =>
            rest.startsWith(JSON.stringify(settings[key])),
          );
        }
      }),
    );
  });
});
