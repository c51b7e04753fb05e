import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeEvent } from '../../src/facts/describe-event.ts';
import type { SourceKind } from '../../src/model/source.ts';
import { parserFor } from '../../src/parsers/index.ts';
import { fixture, linesOf, read, summary } from './read-lines.ts';

const files: readonly (readonly [SourceKind, string])[] = [
  ['paired-devices', 'devices/paired.json'],
  ['paired-devices', 'devices/pending.json'],
  ['channel-pairing', 'credentials/telegram-pairing.json'],
  ['exec-allowlist', 'exec-approvals.json'],
  ['cron-log', 'cron/runs/nightly.jsonl'],
  ['file-transfer', 'audit/file-transfer.jsonl'],
];

describe.each(files)('%s: %s', (kind, path) => {
  const { events } = read(kind, fixture(`gateway-state/${path}`));

  test('says what it said before, with the times of the file', () => {
    expect(summary(events)).toMatchSnapshot();
    for (const { time } of events) expect(new Date(time).getUTCFullYear()).toBe(2026);
  });

  test('shows no secret', () => {
    const shown = events.map((event) => JSON.stringify(event.text) + describeEvent(event)).join('\n');
    expect(shown).not.toMatch(/must-never-be-shown|secretlooking|ABCD2345/);
    expect(events.map(describeEvent).join('\n')).not.toContain('sk-live-0123456789abcdef0123');
  });

  test('never throws, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        for (const one of [
          text,
          `{"requests":[${text}],"version":1,"agents":{"a":{"allowlist":[${text}]}},"x":${text}}`,
        ])
          for (const event of read(kind, one).events) expect(Number.isFinite(event.time)).toBe(true);
      }),
    );
  });
});

test('a channel is known by the name of the file', () => {
  const lines = linesOf(
    fixture('gateway-state/credentials/telegram-pairing.json'),
    '/s/credentials/telegram-pairing.json',
  );
  const parser = parserFor('channel-pairing', { gateway: 'home', onSeen: () => {}, onUnknown: () => {} });
  expect(lines.flatMap((line) => parser.parse(line))).toMatchObject([
    { type: 'pairing', status: 'requested', actor: { id: '10041', channel: 'telegram' } },
  ]);
});

test('what is no such file, or is cut short, leaves one gap', () => {
  for (const text of ['hello', '{"a":1}', '{\n"version": 1,\n"requests"', '[1]']) {
    expect(read('paired-devices', text).events).toMatchObject([{ gap: 'unreadable' }]);
  }
  expect(read('paired-devices', '{}').events).toEqual([]);
});
