import { describe, expect, it } from 'vitest';
import riskyConfigChange from '../../detectors/risky-config-change/risky-config-change.ts';
import { risksIn } from '../../detectors/risky-config-change/settings.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { AuditEvent, EventHead, EventPayloads } from '../../src/model/event.ts';
import type { GatewayPosture } from '../../src/model/posture.ts';
import { event } from '../support/event.ts';
import { seen } from '../support/evidence-seen.ts';
import { findingsOf, severitiesOf, testDetector } from '../support/test-detector.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const noon = Date.parse('2026-11-21T12:00:00Z');

type Change = Partial<EventPayloads['configChange'] & EventHead<'configChange'>>;

const change = (time: number, paths: readonly string[], more: Change = {}): AuditEvent =>
  event('configChange', { time: noon + time, via: 'rpc', paths, by: 'gateway-client', ...more });

const without = { by: undefined as never };
const reload = (time: number, paths: readonly string[], more: Change = {}): AuditEvent =>
  change(time, paths, { via: 'reload', result: 'detected', ...without, ...more });

const edited = (time: number, paths: readonly string[]): AuditEvent =>
  change(time, paths, { via: 'file', ...without });

type Call = Partial<EventPayloads['toolExecution'] & EventHead<'toolExecution'>>;

const call = (time: number, tool: string, args: object, more: Call = {}): AuditEvent =>
  event('toolExecution', {
    time: noon + time,
    tool,
    phase: 'start',
    outcome: 'unknown',
    sessionKey: 'agent:main:telegram:direct:7',
    args: args as never,
    ...more,
  });

const paired = (time: number, device: string): AuditEvent =>
  event('pairing', { time: noon + time, status: 'approved', device });

const visibility = ['tools.sessions.visibility', 'tools.agentToAgent'];
const here = 'whose address is not logged (most likely on its own machine)';

const detector = riskyConfigChange as never;

testDetector(detector, {
  reports: [
    {
      name: 'by path and address: session walls taken down by a client, told by line, journal and reload',
      events: [
        change(0, visibility, { ip: '203.0.113.9', device: 'd1' }),
        change(40, ['plugins.installs', ...visibility], { by: 'gateway', result: 'rename' }),
        reload(600, visibility),
        reload(900, ['meta.lastTouchedAt', ...visibility], { result: 'applied' }),
      ],
      findings: [
        'medium tools.sessions.visibility, tools.agentToAgent changed, over the gateway by gateway-client (device d1) at 203.0.113.9.',
      ],
    },
    {
      name: 'by actor: an agent that switches its approvals off with the gateway tool',
      events: [
        call(0, 'gateway', { action: 'config.patch', raw: '{}' }),
        change(200, ['tools.exec.ask']),
        reload(700, ['tools.exec.ask']),
      ],
      findings: ['high tools.exec.ask changed, by agent:main:telegram:direct:7 with its tool gateway.'],
    },
    {
      name: 'an agent that runs openclaw config',
      events: [
        call(0, 'exec', { command: 'openclaw config set gateway.bind lan' }),
        change(800, ['gateway.bind'], { via: 'cli', by: 'config' }),
      ],
      findings: ['high gateway.bind changed, by agent:main:telegram:direct:7 with its tool exec.'],
    },
    {
      name: 'an agent that names a profile, which the journal takes for the command',
      events: [
        call(0, 'exec', { command: 'openclaw --profile work config set gateway.bind lan' }),
        change(800, ['gateway.bind'], { via: 'cli', by: 'work' }),
      ],
      findings: ['high gateway.bind changed, by agent:main:telegram:direct:7 with its tool exec.'],
    },
    {
      name: 'an agent that runs openclaw exec-policy, as gravely as its change of the approvals',
      events: [
        call(0, 'exec', { command: 'openclaw exec-policy preset yolo' }),
        change(800, ['tools.exec.security', 'tools.exec.ask'], { via: 'cli', by: 'exec-policy' }),
      ],
      findings: [
        'high tools.exec.security, tools.exec.ask changed, by agent:main:telegram:direct:7 with its tool exec.',
      ],
    },
    {
      name: 'an agent that runs openclaw exec-policy where nothing of that section was set before',
      events: [
        call(0, 'exec', { command: 'openclaw exec-policy set --security full --ask off' }),
        reload(800, ['tools']),
      ],
      findings: ['high tools changed, by agent:main:telegram:direct:7 with its tool exec.'],
    },
    {
      name: 'what an agent changed, and not as its doing what the owner changes by another command a moment later',
      events: [
        call(0, 'exec', { command: 'openclaw exec-policy preset yolo' }),
        change(16 * second, ['commands', 'tools'], { via: 'cli', by: 'exec-policy' }),
        reload(17 * second, ['tools']),
        change(28 * second, ['logging.level'], { via: 'cli', by: 'config' }),
        reload(29 * second, ['logging.level']),
      ],
      findings: [
        'high commands, tools changed, by agent:main:telegram:direct:7 with its tool exec.',
        "low logging.level changed, by `openclaw config` on the gateway's own machine.",
      ],
    },
    {
      name: 'an agent that writes the settings file',
      events: [
        call(0, 'write', { path: '/home/op/.openclaw/openclaw.json' }),
        reload(minute, ['tools.deny']),
      ],
      findings: ['high tools.deny changed, by agent:main:telegram:direct:7 with its tool write.'],
    },
    {
      name: 'a client that wrote while the call of an agent failed',
      events: [
        call(0, 'gateway', { action: 'config.patch', raw: '{}' }, { callId: 'c1' }),
        call(2, 'gateway', {}, { callId: 'c1', phase: 'end', outcome: 'error' }),
        change(6 * second, visibility, { by: 'cli', device: 'd1' }),
      ],
      findings: [
        `medium tools.sessions.visibility, tools.agentToAgent changed, over the gateway by cli (device d1) ${here}.`,
      ],
    },
    {
      name: 'a client that wrote over the gateway just after an agent had rewritten the file',
      events: [
        call(0, 'exec', { command: "python3 -c \"open('/h/.openclaw/openclaw.json','w')\"" }),
        edited(second, ['channels.telegram.dmPolicy']),
        change(10 * second, ['tools.deny'], { by: 'cli', device: 'd1' }),
      ],
      findings: [
        'high channels.telegram.dmPolicy changed, by agent:main:telegram:direct:7 with its tool exec.',
        `medium tools.deny changed, over the gateway by cli (device d1) ${here}.`,
      ],
    },
    {
      name: 'an agent that rewrites the settings file with a script',
      events: [
        call(0, 'exec', { command: 'python3 -c "import json; p=\'/h/.openclaw/openclaw.json\'"' }),
        reload(second, ['tools.deny']),
      ],
      findings: ['high tools.deny changed, by agent:main:telegram:direct:7 with its tool exec.'],
    },
    {
      name: 'an edit of the file, told by journal and reload in different words',
      events: [
        edited(0, ['channels', 'hooks.allowRequestSessionKey']),
        reload(30, ['hooks.allowRequestSessionKey', 'channels.telegram']),
        edited(9 * second, []),
      ],
      findings: [
        'medium hooks.allowRequestSessionKey, channels.telegram changed, by an edit of the settings file that no command or client of the gateway made.',
      ],
    },
    {
      name: 'a reload that nobody wrote for: the file was edited',
      events: [reload(0, ['gateway.controlUi.allowInsecureAuth'])],
      findings: [
        'medium gateway.controlUi.allowInsecureAuth changed, by an edit of the settings file that no command or client of the gateway made.',
      ],
    },
    {
      name: 'the log turned down after the walls, twice, once told by the journal alone',
      events: [
        change(0, ['tools.exec.security']),
        change(30 * minute, ['logging.level', 'logging.audit']),
        change(31 * minute, ['logging.audit.enabled', 'logging.level'], { by: 'gateway', result: 'rename' }),
      ],
      findings: [
        `medium tools.exec.security changed, over the gateway by gateway-client ${here}.`,
        `high logging.level, logging.audit.enabled changed (2 changes in 1m), over the gateway by gateway-client ${here}. Against it: the same author changed protecting settings within the hour before.`,
      ],
    },
    {
      name: 'a device that was paired a moment before',
      events: [paired(0, 'd1'), change(12 * minute, ['gateway.auth.mode'], { device: 'd1', ip: '10.0.0.3' })],
      findings: [
        'high gateway.auth.mode changed, over the gateway by gateway-client (device d1) at 10.0.0.3. Against it: its device was paired 12m before.',
      ],
    },
    {
      name: 'a client that changes what doctor wrote an hour ago',
      events: [
        change(0, ['gateway.auth'], { via: 'cli', by: 'doctor' }),
        change(hour, ['gateway.auth.mode']),
      ],
      findings: [`medium gateway.auth.mode changed, over the gateway by gateway-client ${here}.`],
    },
    {
      name: 'a reload that noticed more than the repair before it wrote',
      events: [
        change(0, ['channels.telegram.streaming'], { via: 'cli', by: 'doctor' }),
        reload(second, ['tools.exec.security']),
      ],
      findings: [
        'medium tools.exec.security changed, by an edit of the settings file that no command or client of the gateway made.',
      ],
    },
    {
      name: 'settings that were wiped',
      events: [
        change(0, [], { via: 'file', by: 'node', result: 'rename (size-drop-vs-last-good:3300->43)' }),
      ],
      findings: [
        'medium A write left the settings much smaller or without their core (rename (size-drop-vs-last-good:3300->43)).',
      ],
    },
    {
      name: 'a command on the machine as low',
      events: [change(0, [], { via: 'cli', by: 'config' }), reload(second, ['logging.level'])],
      findings: ["low logging.level changed, by `openclaw config` on the gateway's own machine."],
    },
  ],
  staysQuiet: [
    {
      name: "the gateway's own writes, also when it starts after an update",
      events: [
        change(0, ['agents.ownership', 'gateway.auth', 'plugins.installs'], { via: 'file', by: 'gateway' }),
        reload(400, ['gateway.auth', 'meta']),
      ],
    },
    {
      name: 'writes of doctor and update, with and without paths',
      events: [
        change(0, ['gateway.auth.token', 'tools.exec'], { via: 'cli', by: 'doctor' }),
        reload(400, ['gateway.auth.token', 'tools.exec']),
        change(hour, [], { via: 'file', by: 'update' }),
        reload(hour + 400, ['tools.elevated', 'meta']),
      ],
    },
    {
      name: 'a reaction emoji',
      events: [change(0, ['messages.ackReaction']), reload(500, ['messages.ackReaction'])],
    },
    {
      name: 'settings of tools that protect nothing',
      events: [
        change(0, ['tools.exec.timeoutSec', 'tools.web.search.provider', 'channels.telegram.streaming']),
      ],
    },
    { name: 'a new channel as a whole', events: [change(0, ['channels.telegram', 'agents.list'])] },
    {
      name: 'a write that the gateway rejected',
      events: [change(0, ['tools.exec.security'], { result: 'rejected' })],
    },
    {
      name: 'what the owner lets change',
      options: { ignore: ['logging'] },
      events: [change(0, ['logging.level'])],
    },
    {
      name: 'an agent that only looks at the exec policy',
      events: [
        call(0, 'exec', { command: 'openclaw exec-policy show' }),
        change(800, ['tools.exec.ask'], { via: 'cli', by: 'exec-policy' }),
      ],
    },
    {
      name: 'a section that somebody else changed beside an agent that set the exec policy',
      events: [call(0, 'exec', { command: 'openclaw exec-policy preset yolo' }), reload(800, ['channels'])],
    },
    {
      name: 'an agent that only reads the settings',
      events: [
        call(0, 'exec', { command: 'cat ~/.openclaw/openclaw.json' }),
        change(second, ['logging.level'], { via: 'cli', by: 'config' }),
      ],
    },
  ],
});

describe('risky-config-change', () => {
  it('says of an agent that sets the exec policy what it may do, whatever else the write filled in', () => {
    const [finding] = findingsOf(detector, [
      call(0, 'exec', { command: 'openclaw exec-policy preset yolo' }),
      change(second, ['commands', 'tools'], { via: 'cli', by: 'exec-policy' }),
    ]);
    expect(finding?.title).toBe('What agents may do was changed');
  });

  it('joins a write and its reload up to a minute, not beyond', () => {
    const near = findingsOf(detector, [change(0, visibility), reload(minute, visibility)]);
    const far = findingsOf(detector, [change(0, visibility), reload(minute + 1, visibility)]);
    expect([near.length, far.length]).toEqual([1, 2]);
  });

  it('suspects a device up to an hour after its pairing, not beyond', () => {
    const at = (time: number) =>
      severitiesOf(findingsOf(detector, [paired(0, 'd'), change(time, ['gateway.bind'], { device: 'd' })]));
    expect([at(hour - 1), at(hour)]).toEqual([['high'], ['medium']]);
  });

  it('keeps gateways apart', () => {
    const findings = findingsOf(detector, [
      change(0, visibility, { gateway: 'one' }),
      reload(500, visibility, { gateway: 'two' }),
    ]);
    expect(findings.map(({ gateway, count }) => [gateway, count])).toEqual([
      ['one', 1],
      ['two', 1],
    ]);
  });

  it('is less sure of what somebody only claims', () => {
    expect(findingsOf(detector, [change(0, visibility, { trust: 'claimed' })])[0]?.confidence).toBe('low');
  });

  it('makes one finding of a flood of changes', () => {
    const events = Array.from({ length: 20_000 }, (_, index) => change(index * 100, [`tools.deny.${index}`]));
    const [finding, ...others] = findingsOf(detector, events);
    expect(others).toEqual([]);
    expect(finding?.count).toBe(20_000);
    expect(finding?.summary.length).toBeLessThan(600);
  });

  it('says how the setting stands now, and what closes it', () => {
    const [finding] = judged([change(0, ['tools.exec.ask', 'channels.telegram.groupPolicy'])], {
      ...closed,
      tools: { allow: [], deny: [], exec: { security: 'full', ask: 'off' } },
      channels: [{ channel: 'telegram', groupPolicy: 'open', open: false }],
    });
    expect(finding).toMatchObject({ severity: 'high' });
    expect(finding?.remediation[0]).toContain('openclaw config set channels.telegram.groupPolicy allowlist');
  });

  it('does not grow graver by settings that are closed', () => {
    expect(severitiesOf(judged([change(0, ['tools.exec.ask'])], closed))).toEqual(['medium']);
  });

  it.each([
    ['channels.telegram.dmPolicy', { channels: [telegram({ dmPolicy: 'allowlist' })] }],
    ['channels.telegram.groupPolicy', { channels: [telegram({ groupPolicy: 'disabled' })] }],
    ['tools.exec.security', { tools: { allow: [], deny: [], exec: { security: 'deny' } } }],
    ['tools.sessions.visibility', { sessionsVisibility: 'self' }],
    ['session.dmScope', { dmScope: 'per-account-channel-peer' }],
    ['logging.level', { logLevel: 'debug' }],
    ['logging.audit.enabled', { auditEnabled: true }],
  ] as const)('does not advise to set %s to what is laxer than it is now', (path, now) => {
    const stepsUnder = (posture: GatewayPosture) => judged([change(0, [path])], posture)[0]?.remediation;
    expect(stepsUnder({ ...closed, ...now })?.join()).not.toContain('Close it again');
    const unknown = { ...closed, tools: { allow: [], deny: [], exec: {} } };
    expect(stepsUnder(unknown)?.join()).toContain('Close it again');
  });

  it('advises to close what stands open, and leaves alone what is closed', () => {
    const channels = [telegram({ dmPolicy: 'allowlist', groupPolicy: 'open' })];
    const changes = change(0, ['channels.telegram.dmPolicy', 'channels.telegram.groupPolicy']);
    const [finding] = judged([changes], { ...closed, channels });
    expect(finding?.remediation[0]).toBe(
      'Close it again: `openclaw config set channels.telegram.groupPolicy allowlist`.',
    );
  });

  it('puts no path into a command that a shell would read otherwise', () => {
    const [finding] = findingsOf(detector, [change(0, ['channels.$(reboot).dmPolicy'])]);
    expect(finding?.remediation.join('\n')).not.toContain('$(reboot)');
  });

  it.each([
    ['gateway.auth.token', 'access'],
    ['hooks.allowRequestSessionKey', 'access'],
    ['channels.slack.accounts.work.allowFrom', 'access'],
    ['agents.list[2].tools.exec.ask', 'limits'],
    ['agents.entries.ops.sandbox.mode', 'limits'],
    ['agents.defaults.sandbox', 'limits'],
    ['session.dmScope', 'limits'],
    ['logging.audit.enabled', 'records'],
  ])('knows that %s decides about %s', (path, area) => {
    expect(risksIn([path], [])).toEqual([{ path, area, sure: true }]);
  });

  it.each([
    ['blind', seen(['ledger'])],
    ['partial', seen(['gateway-log'])],
    ['partial', seen(['config-audit'])],
    ['full', seen(['gateway-log', 'config-audit'])],
    ['full', seen(['gateway-log'], [], { emptyKinds: new Set(['config-audit']) })],
    ['partial', seen(['gateway-log'], [], { unreadKinds: new Set(['config-audit']) })],
    ['full', seen(['plain'], ['configChange'])],
  ] as const)('has %s sight', (sight, evidence) => {
    expect(riskyConfigChange.sight(evidence).sight).toBe(sight);
  });
});

const closed: GatewayPosture = {
  trustedProxies: [],
  allowedOrigins: [],
  insecureFlags: [],
  agentToAgentAllow: [],
  tools: { allow: [], deny: [], exec: { security: 'allowlist', ask: 'on-miss' } },
  agents: [],
  channels: [],
};

function telegram(more: object) {
  return { channel: 'telegram', open: false, ...more };
}

function judged(events: readonly AuditEvent[], posture: GatewayPosture) {
  const engine = new Engine([{ detector, options: riskyConfigChange.options.parse({}) }], {}, () => posture);
  for (const each of events) engine.push(each);
  return engine.findings();
}
