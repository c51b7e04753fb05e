import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parserFor, recogniseKind } from '../../src/parsers/index.ts';
import { fixture, linesOf, read } from './read-lines.ts';

const kinds = [
  'gateway-log',
  'logs-json',
  'ledger',
  'plain',
  'transcript',
  'console',
  'commands',
  'config-audit',
  'proxy',
] as const;

const samples = [
  ...['nginx-combined', 'caddy', 'traefik'].flatMap((name) =>
    fixture(`proxy/${name}.log`).trim().split('\n'),
  ),
  ...fixture('gateway-log/2026.9.6-debug.log').split('\n').slice(0, 40),
  ...fixture('transcript/2026.9.6.jsonl').split('\n').slice(0, 40),
  ...fixture('logs-json/2026.9.6.ndjson').split('\n').slice(0, 10),
  '{"time":"2026-11-21T09:15:02.120Z","event":"toolExecution","tool":"exec","args":{"a":[1,{"b":2}]}}',
  '{"schemaVersion":1,"eventId":"e","eventType":"tool_action","sequence":1,"occurredAt":1795356475000}',
];

/** A real record with some of its bytes changed, cut or doubled. */
const damaged = fc
  .tuple(fc.constantFrom(...samples), fc.nat(), fc.nat(40), fc.uint8Array({ maxLength: 8 }))
  .map(([text, at, gone, put]) => {
    const bytes = Buffer.from(text);
    const place = at % (bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, place), put, bytes.subarray(place + gone), Buffer.from('\n')]);
  });

const anyJson = fc.json({ maxDepth: 4 }).map((text) => Buffer.from(`${text}\n`));
const anyBytes = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));

describe.each(kinds)('a parser of %s', (kind) => {
  test('reads any bytes without throwing, and every event has a place and a time', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(damaged, anyJson, anyBytes), { maxLength: 6 }), (parts) => {
        const bytes = Buffer.concat(parts);
        recogniseKind(linesOf(bytes));
        for (const event of read(kind, bytes).events) {
          expect(Number.isFinite(event.time)).toBe(true);
          expect(event.source).toMatchObject({ name: 'evidence' });
          expect(event.gateway).toBe('home');
        }
      }),
      { numRuns: 300 },
    );
  });

  test('survives JSON of any depth', () => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    const args = `{"time":1795356475,"event":"toolExecution","tool":"x","args":${deep}}`;
    const call = `{"type":"message","timestamp":"2026-11-22T14:07:32.855Z","message":{"role":"assistant","content":[{"type":"toolCall","name":"x","id":"y","arguments":${deep}}]}}`;
    const failed = JSON.stringify({ 0: `[tools] x failed: y raw_params=${deep}` });
    const { events } = read(kind, [deep, args, call, failed, `[${deep}]`].join('\n'));
    for (const event of events) JSON.stringify(event);
  });

  test('leaves one gap for a record that was cut at the limit', () => {
    const parser = parserFor(kind, { gateway: 'home', onSeen: () => {}, onUnknown: () => {} });
    const cut = {
      bytes: Buffer.from('{"a":1,'),
      name: 'x',
      line: 7,
      offset: 99,
      length: 99_999,
      cut: true,
      terminated: true,
    };
    const events = [...parser.parse(cut), ...parser.end()];
    expect(events).toMatchObject([{ type: 'evidenceGap', source: { name: 'x', line: 7, offset: 99 } }]);
  });

  test('takes keys like __proto__ as keys', () => {
    const text = '{"__proto__":{"time":1,"event":"message"},"constructor":"x","toString":1}\n';
    const { events } = read(kind, text);
    expect(events.every(({ type }) => type === 'evidenceGap')).toBe(true);
    expect(({} as { event?: unknown }).event).toBeUndefined();
  });
});
