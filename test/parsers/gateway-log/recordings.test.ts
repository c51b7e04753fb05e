import { describe, expect, test } from 'vitest';
import { recognise } from '../../../src/parsers/gateway-log/dispatch.ts';
import { recordOf } from '../../../src/parsers/gateway-log/envelope.ts';
import { isOfNoInterest } from '../../../src/parsers/gateway-log/quick-look.ts';
import { parseObject } from '../../../src/parsers/json-object.ts';
import { fixture, linesOf, read, summary } from '../read-lines.ts';

const recordings = ['2026.2.26-info', '2026.9.6-info', '2026.9.6-debug'] as const;

describe.each(recordings)('lines of a real gateway, %s', (name) => {
  const text = fixture(`gateway-log/${name}.log`);

  test('say what they said before', async () => {
    const { events } = read('gateway-log', text);
    await expect(summary(events)).toMatchFileSnapshot(`../snapshots/${name}.txt`);
  });

  test('hold no warning of a security subsystem that nothing knows', () => {
    expect(read('gateway-log', text).unknown).toEqual([]);
  });

  test('are passed over only when reading them whole says nothing', () => {
    const passed = linesOf(text).filter(isOfNoInterest);
    expect(passed.length).toBeGreaterThan(5);
    for (const { bytes } of passed) {
      const record = recordOf(parseObject(Buffer.from(bytes).toString()) ?? {});
      expect(record && recognise(record).drafts).toEqual([]);
    }
  });
});

test('debug lines are seen, also when none of them is of interest', () => {
  const dull = fixture('gateway-log/2026.9.6-debug.log')
    .split('\n')
    .find((line) => line.includes('"plugins'));
  expect(read('gateway-log', `${dull}\n`).seen).toEqual(['debugLines']);
  expect(read('gateway-log', fixture('gateway-log/2026.9.6-info.log')).seen).toEqual([]);
});
