import { describe, expect, test } from 'vitest';
import { recognisers } from '../../../src/parsers/gateway-log/recognisers/index.ts';
import { read, summary } from '../read-lines.ts';
import { logLine, shapes } from './log-lines.ts';

const rows = recognisers.flatMap((row) =>
  [row.subsystem].flat().map((subsystem) => ({ subsystem, row, prefix: row.prefix })),
);

describe.each(shapes)('in the shape of %s', (shape) => {
  test.each(rows)('$subsystem "$prefix" says what its sample says', ({ subsystem, row }) => {
    const { events, unknown } = read('gateway-log', `${logLine(subsystem, row.sample, shape)}\n`);
    expect(events.length).toBeGreaterThan(0);
    expect(events.filter(({ type }) => type === 'evidenceGap' && subsystem === 'gateway/ws')).toEqual([]);
    expect(unknown).toEqual([]);
  });
});

test('all samples say what they said before', async () => {
  const lines = rows.map(({ subsystem, row }) => logLine(subsystem, row.sample));
  const { events } = read('gateway-log', lines.join('\n'));
  await expect(summary(events)).toMatchFileSnapshot('../snapshots/recognisers.txt');
});

test('the same words of another subsystem say nothing', () => {
  for (const { row } of rows) {
    for (const stranger of ['plugin/evil', 'root verbose ', 'agents/model-output']) {
      const { events } = read(
        'gateway-log',
        logLine(stranger.trimEnd() === 'root verbose' ? 'x' : stranger, row.sample),
      );
      expect(events).toEqual([]);
    }
  }
});

test('model output in a console line of the root says nothing, whatever words it has', () => {
  for (const { row } of rows) {
    const { events } = read('gateway-log', logLine('root', { ...row.sample, level: 'INFO' }));
    expect(events).toEqual([]);
  }
});

test('a short look reaches the end of every prefix', () => {
  const lengths = rows.map(({ prefix }) => Buffer.from(prefix).length);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(100);
});
