import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gatewayConfigOf, readGatewayConfig } from '../../src/sources/gateway-config.ts';
import { folderWith } from './temporary-folder.ts';

const recorded = join(import.meta.dirname, '../fixtures/sources/state/openclaw.json');

test('reads what recorded settings say about the evidence', async () => {
  const { config } = await readGatewayConfig(recorded);
  expect(config).toMatchObject({
    loggingFile: '/srv/op/run/v2026.2.26-info/logs/gateway.log',
    loggingLevel: 'info',
    trustedProxies: ['127.0.0.50'],
    version: '2026.2.26',
    posture: {
      allowedOrigins: ['https://claw.example.com', 'http://127.0.0.1:29599'],
      rateLimit: { maxAttempts: 10, windowMs: 60000 },
      sessionsVisibility: 'all',
      agentToAgent: true,
    },
  });
});

test('reads JSON5', async () => {
  const folder = await folderWith({ 'openclaw.json': "// mine\n{ session: { dmScope: 'per-peer', }, }" });
  expect((await readGatewayConfig(join(folder, 'openclaw.json'))).config?.posture.dmScope).toBe('per-peer');
});

const hardened = `{
  meta: { lastTouchedVersion: '2026.9.6' },
  gateway: {
    bind: 'lan', tailscale: { mode: 'funnel' }, trustedProxies: ['10.0.0.1'],
    auth: { mode: 'password', password: 'must-never-be-kept', rateLimit: { maxAttempts: 5, windowMs: 60000, lockoutMs: 300000, exemptLoopback: false } },
    controlUi: { allowInsecureAuth: true, dangerouslyDisableDeviceAuth: false, allowedOrigins: ['*'] },
  },
  session: { dmScope: 'main' },
  logging: { audit: { enabled: false } },
  tools: {
    profile: 'coding', allow: ['exec'], deny: ['browser'], fs: { workspaceOnly: true },
    exec: { security: 'full', ask: 'off', host: 'gateway' },
    sessions: { visibility: 'all' }, agentToAgent: { enabled: true, allow: ['*'] },
  },
  agents: { defaults: { sandbox: { mode: 'off' } }, list: [{ id: 'Ops', tools: { exec: { ask: 'always' } }, sandbox: { mode: 'all' } }, 7] },
  channels: {
    telegram: { dmPolicy: 'open', allowFrom: ['*'], groupPolicy: 'allowlist', botToken: 'must-never-be-kept', accounts: { work: { dmPolicy: 'pairing' } } },
    discord: { dm: { policy: 'allowlist', allowFrom: ['1'] } },
  },
}`;

test('reads what the settings allow, and no token', async () => {
  const folder = await folderWith({
    'openclaw.json': hardened,
    'exec-approvals.json':
      '{"version":1,"socket":{"token":"must-never-be-kept"},"defaults":{"security":"allowlist","ask":"on-miss"}}',
  });
  const { config } = await readGatewayConfig(join(folder, 'openclaw.json'));
  expect(config?.posture).toEqual({
    version: '2026.9.6',
    bind: 'lan',
    tailscale: 'funnel',
    authMode: 'password',
    rateLimit: { maxAttempts: 5, windowMs: 60000, lockoutMs: 300000, exemptLoopback: false },
    trustedProxies: ['10.0.0.1'],
    allowedOrigins: ['*'],
    insecureFlags: ['allowInsecureAuth'],
    sessionsVisibility: 'all',
    agentToAgent: true,
    agentToAgentAllow: ['*'],
    dmScope: 'main',
    workspaceOnly: true,
    auditEnabled: false,
    tools: {
      profile: 'coding',
      allow: ['exec'],
      deny: ['browser'],
      exec: { security: 'full', ask: 'off', host: 'gateway' },
      sandbox: 'off',
    },
    agents: [{ id: 'ops', allow: [], deny: [], exec: { ask: 'always' }, sandbox: 'all' }],
    channels: [
      { channel: 'telegram', dmPolicy: 'open', groupPolicy: 'allowlist', open: true },
      { channel: 'telegram', account: 'work', dmPolicy: 'pairing', open: false },
      { channel: 'discord', dmPolicy: 'allowlist', open: false },
    ],
    execApprovals: { security: 'allowlist', ask: 'on-miss' },
  });
  expect(JSON.stringify(config)).not.toContain('must-never-be-kept');
});

test.each([
  ['full', { security: 'full', ask: 'off' }],
  ['auto', { security: 'allowlist', ask: 'on-miss' }],
])('knows what the mode %s of commands means', (mode, exec) => {
  expect(gatewayConfigOf({ tools: { exec: { mode } } }).posture.tools.exec).toEqual(exec);
});

test('reads what the settings include, each as the gateway merges it', async () => {
  const folder = await folderWith({
    'openclaw.json': `{ $include: ['./base.json5', './parts/tools.json5'], session: { dmScope: 'per-peer' }, gateway: { $include: 'gateway.json' } }`,
    'base.json5': `{ session: { dmScope: 'main' }, tools: { deny: ['exec'], sessions: { visibility: 'all' } } }`,
    'parts/tools.json5': `{ tools: { deny: ['browser'], sessions: { visibility: 'tree' } } }`,
    'gateway.json': '{ "bind": "lan" }',
  });
  const { config, problem } = await readGatewayConfig(join(folder, 'openclaw.json'));
  expect(problem).toBeUndefined();
  expect(config?.posture).toMatchObject({
    dmScope: 'per-peer',
    bind: 'lan',
    sessionsVisibility: 'tree',
    tools: { deny: ['exec', 'browser'] },
  });
});

test.each([
  ['outside the folder', '../elsewhere.json', 'outside'],
  ['by its full path', '/etc/hosts', 'outside'],
  ['through a link', 'link.json', 'outside'],
  ['that is not there', 'missing.json', 'no such file'],
  ['that includes itself', 'circle.json', 'includes itself'],
  ['that is broken', 'broken.json', 'not JSON5'],
])('includes no file %s, says so, and believes the rest', async (_, name, why) => {
  const folder = await folderWith({
    'openclaw.json': JSON.stringify({ $include: name, gateway: { bind: 'lan' } }),
    'circle.json': '{ "$include": "circle.json" }',
    'broken.json': '{',
  });
  await symlink('/etc/hosts', join(folder, 'link.json'));
  const { config, problem } = await readGatewayConfig(join(folder, 'openclaw.json'));
  expect(config?.posture.bind).toBe('lan');
  expect(problem?.note).toContain(why);
});

test('includes only so many files, and survives settings of any depth', async () => {
  const many = Array.from({ length: 80 }, (_, index) => [`${index}.json`, '{}']);
  const folder = await folderWith({
    ...Object.fromEntries(many),
    'openclaw.json': JSON.stringify({
      a: many.slice(0, 40).map(([$include]) => ({ $include })),
      b: many.map(([$include]) => ({ $include })),
    }),
    'deep.json': `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`,
  });
  expect((await readGatewayConfig(join(folder, 'openclaw.json'))).problem?.note).toContain('more than 50');
  expect((await readGatewayConfig(join(folder, 'deep.json'))).config?.posture.channels).toEqual([]);
});

test('says that a broken file is broken', async () => {
  const folder = await folderWith({ 'openclaw.json': '{' });
  expect(await readGatewayConfig(join(folder, 'openclaw.json'), 'openclaw.json')).toMatchObject({
    problem: { kind: 'unreadable', name: 'openclaw.json' },
  });
});

test('says of a file that is not there only where it would be', async () => {
  expect(await readGatewayConfig('/nowhere/openclaw.json')).toEqual({
    files: ['/nowhere/openclaw.json', '/nowhere/exec-approvals.json'],
  });
});

test.each([
  [null],
  [[]],
  ['text'],
  [{ gateway: { trustedProxies: 'all' }, logging: 7 }],
  [JSON.parse('{"__proto__":{"logging":{"file":"x"}},"gateway":{"trustedProxies":[1,null,{}]}}')],
])('leaves out what is of another type: %j', (settings) => {
  expect(gatewayConfigOf(settings)).toEqual({
    trustedProxies: [],
    posture: {
      ...{
        trustedProxies: [],
        allowedOrigins: [],
        insecureFlags: [],
        agentToAgentAllow: [],
        agents: [],
        channels: [],
      },
      tools: { allow: [], deny: [], exec: {} },
    },
  });
});
