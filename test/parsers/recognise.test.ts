import { expect, test } from 'vitest';
import { recogniseKind } from '../../src/parsers/index.ts';
import { fixture, linesOf } from './read-lines.ts';

const plainLine = '{"ts":1795356475,"type":"tool_execution","tool":"exec"}';
const row = '{"schemaVersion":1,"eventId":"e","eventType":"agent_run","sequence":1}';

test.each([
  ['gateway-log', fixture('gateway-log/2026.2.26-info.log')],
  ['gateway-log', fixture('gateway-log/2026.9.6-debug.log')],
  ['logs-json', fixture('logs-json/2026.9.6.ndjson')],
  ['ledger', fixture('ledger/page.json')],
  ['ledger', '{"events":[]}'],
  ['ledger', `${row}\n${row}`],
  ['ledger', `[${row}]`],
  ['transcript', fixture('transcript/2026.2.26-main.jsonl')],
  ['transcript', fixture('transcript/2026.9.6.jsonl')],
  ['commands', fixture('journals/commands.log')],
  ['config-audit', fixture('journals/config-audit.jsonl')],
  ['plain', plainLine],
  ['console', '2026-11-22T14:00:00.123+00:00 [gateway] gateway ready'],
  ['console', 'Nov 22 14:00:00 host openclaw[123]: 2026-11-22T14:00:00.123Z [ws] x'],
  ['console', '{"log":"2026-11-22T14:00:00.1Z [ws] x\\n","stream":"stdout","time":"2026-11-22T14:00:00Z"}'],
] as const)('recognises a %s by its first records', (kind, text) => {
  expect(recogniseKind(linesOf(text))).toBe(kind);
});

test.each([
  ['nothing', ''],
  ['other JSON', '{"level":30,"msg":"hello"}'],
  ['a text', 'hello\nworld'],
  ['bytes', '\u0000\u0001\u0002'],
])('leaves %s unknown', (_, text) => {
  expect(recogniseKind(linesOf(text))).toBeUndefined();
});

test('recognises a log behind a first line that was cut off', () => {
  const text = fixture('gateway-log/2026.9.6-info.log');
  expect(recogniseKind(linesOf(text.slice(100)))).toBe('gateway-log');
});

test('is not misled by one line that poses as another kind', () => {
  const posing = `${plainLine}\n${'2026-11-22T14:00:00.123+00:00 [gateway] gateway ready\n'.repeat(3)}`;
  expect(recogniseKind(linesOf(posing))).toBe('console');
});
