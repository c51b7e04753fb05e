import { describe, expect, test } from 'vitest';
import { describeEvent } from '../../src/facts/describe-event.ts';
import type { AuditEvent, EventPayloads, EventType } from '../../src/model/event.ts';

const head = {
  time: 0,
  gateway: 'g',
  source: { name: 'openclaw.log', line: 1, offset: 0 },
  trust: 'recorded',
} as const;

const event = <T extends EventType>(type: T, payload: EventPayloads[T]): AuditEvent =>
  ({ ...head, type, ...payload }) as unknown as AuditEvent;

const described: readonly [AuditEvent, string][] = [
  [event('sessionCreate', { createdVia: 'chat.send' }), 'session created via chat.send'],
  [
    event('sessionAccess', { action: 'read', outcome: 'denied', targetSessionKey: 'agent:main:bob' }),
    'session read agent:main:bob denied',
  ],
  [
    event('toolExecution', { tool: 'sessions_history', phase: 'end', outcome: 'blocked' }),
    'tool sessions_history blocked',
  ],
  [
    event('toolExecution', { tool: 'exec', phase: 'start', outcome: 'unknown', args: { command: 'ls' } }),
    'tool exec started {"command":"ls"}',
  ],
  [
    event('approvalRequests', { status: 'requested', command: 'rm -rf build' }),
    'approval requested rm -rf build',
  ],
  [
    event('authAttempt', { outcome: 'failure', reason: 'token_mismatch', method: 'token', count: 3 }),
    'authentication failure method=token reason=token_mismatch count=3',
  ],
  [event('connection', { state: 'opened', client: 'cli' }), 'connection opened client=cli'],
  [event('pairing', { status: 'upgrade', roleTo: 'operator' }), 'pairing upgrade role=?→operator'],
  [
    event('pairing', { status: 'approved', automatic: true, device: '4bb9611388c68c00ae886a8f' } as never),
    'pairing approved 4bb9611388c6… automatically',
  ],
  [
    event('accessDenied', { what: 'fetch', target: 'http://169.254.169.254', count: 1 }),
    'fetch denied http://169.254.169.254',
  ],
  [
    event('configChange', { paths: ['tools.exec', 'gateway'], via: 'rpc' }),
    'configuration changed tools.exec, gateway via rpc',
  ],
  [event('agentRun', { status: 'finished', outcome: 'error' }), 'agent run finished error'],
  [
    event('message', { direction: 'inbound', outcome: 'denied', channel: 'telegram' }),
    'inbound message denied channel=telegram',
  ],
  [event('gatewayState', { state: 'started', version: '2026.9.6' }), 'gateway started 2026.9.6'],
  [event('evidenceGap', { gap: 'dropped', missing: 12 }), 'evidence gap: dropped 12 records missing'],
];

describe('describeEvent', () => {
  test('says from where a session was used, where the line itself does not', () => {
    const used = { action: 'turn', outcome: 'allowed', text: '⇄ res ✓ chat.send 56ms' };
    const opened = { state: 'opened', text: 'webchat connected remote=203.0.113.7', ip: '203.0.113.7' };
    expect([
      describeEvent(event('sessionAccess', { ...used, ip: '203.0.113.7' } as never)),
      describeEvent(event('sessionAccess', { ...used, behindProxy: true } as never)),
      describeEvent(event('connection', opened as never)),
    ]).toEqual([
      '203.0.113.7: ⇄ res ✓ chat.send 56ms',
      'behind a proxy: ⇄ res ✓ chat.send 56ms',
      'webchat connected remote=203.0.113.7',
    ]);
  });

  test('tells a row of JSON by its fields', () => {
    const row = { paths: ['tools.exec'], via: 'cli', by: 'config', text: '{"source":"config-io"}' };
    expect(describeEvent(event('configChange', row as never))).toBe(
      'configuration changed tools.exec by config via cli',
    );
  });

  test('says first of a pairing what happened, to which device, and why: lines are cut', () => {
    const asked = {
      status: 'upgrade',
      device: 'ed5c8970706f921c7114d6dcaa64d464cccb2736a76f94a8a956467272802514',
      reason: 'metadata-upgrade',
      ip: '203.0.113.121',
      text: 'closed before connect conn=33bd6cd5 reason=metadata-upgrade',
    };
    expect(describeEvent(event('pairing', asked as never))).toBe(
      'pairing upgrade ed5c8970706f… (metadata-upgrade) from 203.0.113.121: closed before connect conn=33bd6cd5 reason=metadata-upgrade',
    );
  });

  test.each(described)('says $type from its fields', (seen, words) =>
    expect(describeEvent(seen)).toBe(words),
  );

  test("prefers the gateway's own words, masked", () => {
    const seen = { ...event('gatewayState', { state: 'started' }), text: 'started with token=abc\nnow' };
    expect(describeEvent(seen)).toBe('started with token=*** now');
  });

  test('masks secrets in arguments', () => {
    const args = { env: { API_KEY: 'abc' }, command: 'curl -u bob:pw https://example.com' };
    const words = describeEvent(event('toolExecution', { tool: 'exec', phase: 'end', outcome: 'ok', args }));
    expect(words).toBe(
      'tool exec ok {"env":{"API_KEY":"***"},"command":"curl -u bob:*** https://example.com"}',
    );
  });

  test('prints arguments of any depth and size', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    const wide = JSON.parse(
      `{"__proto__":{"x":1},${Array.from({ length: 999 }, (_, i) => `"k${i}":"${'v'.repeat(500)}"`)}}`,
    );
    const said = [deep, wide].map((args) =>
      describeEvent(event('toolExecution', { tool: 'exec', phase: 'end', outcome: 'ok', args })),
    );
    expect(said[0]).toBe('tool exec ok [[["…"]]]');
    expect(said[1]).toHaveLength(300);
    expect(said[1]).toContain('{"__proto__":{"x":1},"k0":"vvv');
  });
});
