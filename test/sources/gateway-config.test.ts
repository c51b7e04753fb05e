import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gatewayConfigOf, readGatewayConfig } from '../../src/sources/gateway-config.ts';
import { folderWith } from './temporary-folder.ts';

const recorded = join(import.meta.dirname, '../fixtures/sources/state/openclaw.json');

test('reads what recorded settings say about the evidence', async () => {
  expect(await readGatewayConfig(recorded)).toEqual({
    config: {
      loggingFile: '/srv/op/run/v2026.2.26-info/logs/gateway.log',
      loggingLevel: 'info',
      trustedProxies: ['127.0.0.50'],
      allowedOrigins: ['https://claw.example.com', 'http://127.0.0.1:29599'],
      rateLimit: { maxAttempts: 10, windowMs: 60000 },
      version: '2026.2.26',
      sessionsVisibility: 'all',
      agentToAgent: true,
    },
  });
});

test('reads JSON5', async () => {
  const folder = await folderWith({ 'openclaw.json': "// mine\n{ session: { dmScope: 'per-peer', }, }" });
  expect((await readGatewayConfig(join(folder, 'openclaw.json'))).config?.dmScope).toBe('per-peer');
});

test('says that a broken file is broken', async () => {
  const folder = await folderWith({ 'openclaw.json': '{' });
  expect(await readGatewayConfig(join(folder, 'openclaw.json'), 'openclaw.json')).toMatchObject({
    problem: { kind: 'unreadable', name: 'openclaw.json' },
  });
});

test('says nothing of a file that is not there', async () => {
  expect(await readGatewayConfig('/nowhere/openclaw.json')).toEqual({});
});

test.each([
  [null],
  [[]],
  ['text'],
  [{ gateway: { trustedProxies: 'all' }, logging: 7 }],
  [JSON.parse('{"__proto__":{"logging":{"file":"x"}},"gateway":{"trustedProxies":[1,null,{}]}}')],
])('leaves out what is of another type: %j', (settings) => {
  expect(gatewayConfigOf(settings)).toEqual({ trustedProxies: [], allowedOrigins: [] });
});
