import { describe, expect, it } from 'vitest';
import unauthorizedSender from '../../detectors/unauthorized-sender/unauthorized-sender.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { AuditEvent, EventHead, EventPayloads } from '../../src/model/event.ts';
import type { GatewayPosture } from '../../src/model/posture.ts';
import { fixture, read } from '../parsers/read-lines.ts';
import { event } from '../support/event.ts';
import { seen } from '../support/evidence-seen.ts';
import { findingsOf, severitiesOf, testDetector } from '../support/test-detector.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const noon = Date.parse('2026-11-21T12:00:00Z');

type Denied = Partial<EventHead<'accessDenied'> & EventPayloads['accessDenied']>;

const refused = (time: number, id: string, channel = 'telegram', more: Denied = {}): AuditEvent =>
  event('accessDenied', {
    time: noon + time,
    what: 'sender',
    count: 1,
    actor: { id, kind: 'unknown', channel },
    policy: 'dmPolicy=pairing',
    ...more,
  });

const asks = (time: number, id: string, channel = 'telegram'): AuditEvent =>
  event('pairing', {
    time: noon + time,
    status: 'requested',
    reason: 'channel',
    actor: { id, kind: 'unknown', channel },
  });

const command = { what: 'command', method: '/approve', policy: '' } as const;
const inGroup = { policy: 'groupPolicy=allowlist' };

const many = (count: number, make: (index: number) => AuditEvent): AuditEvent[] =>
  Array.from({ length: count }, (_, index) => make(index));

const three = [
  refused(0, 'mallory'),
  refused(hour, 'mallory', 'discord'),
  refused(2 * hour, 'mallory', 'slack'),
];

testDetector(unauthorizedSender as never, {
  reports: [
    {
      name: 'one sender over three channels',
      events: three,
      findings: [
        'medium mallory may not write to this gateway and tried on 3 channels (discord, slack, telegram) within 2h; all was refused.',
      ],
    },
    {
      name: 'one number in the forms of three channels, within just less than a day',
      events: [
        refused(0, '+15550100', 'whatsapp'),
        refused(hour, 'tel:15550100', 'imessage'),
        refused(day - 1, '15550100', 'signal'),
      ],
      findings: [
        'medium 15550100 may not write to this gateway and tried on 3 channels (imessage, signal, whatsapp), on 2 days within 23h 59m; all was refused.',
      ],
    },
    {
      name: 'the same one day after day',
      events: [asks(0, '10041'), asks(20 * hour, '10041'), refused(40 * hour, '10041')],
      findings: [
        'medium 10041 may not write to this gateway and tried on telegram, on 3 days within 40h; all was refused.',
      ],
    },
    {
      name: 'one who tries all channels, day after day',
      events: many(9, (index) =>
        refused(
          Math.floor(index / 3) * day + index * minute,
          'mallory',
          ['telegram', 'slack', 'discord'][index % 3],
        ),
      ),
      findings: [
        'high mallory may not write to this gateway and tried on 3 channels (discord, slack, telegram), on 3 days within 2d; all was refused.',
      ],
    },
    {
      name: 'the commands of a stranger',
      events: many(3, (index) => refused(index * minute, '10041', 'telegram', command)),
      findings: [
        'medium 10041 may not command this gateway and tried on telegram, with 3 commands within 2m; all was refused.',
      ],
    },
    {
      name: 'one on each of two gateways, each for itself',
      events: three.flatMap((one) => [one, { ...one, gateway: 'work' }]),
      findings: [
        'medium mallory may not write to this gateway and tried on 3 channels (discord, slack, telegram) within 2h; all was refused.',
        'medium mallory may not write to this gateway and tried on 3 channels (discord, slack, telegram) within 2h; all was refused.',
      ],
    },
  ],
  staysQuiet: [
    {
      name: 'strangers who write to a public bot',
      events: many(300, (index) => refused(index * minute, `stranger-${index % 100}`)),
    },
    { name: 'two channels', events: three.slice(0, 2) },
    {
      name: 'three channels, a day apart',
      events: [refused(0, 'm'), refused(hour, 'm', 'slack'), refused(day, 'm', 'discord')],
    },
    {
      name: 'a sender on three gateways',
      events: three.map((one, index) => ({ ...one, gateway: `g${index}` })),
    },
    { name: 'two days', events: [asks(0, '10041'), asks(day, '10041')] },
    {
      name: 'three days that do not lie in a week',
      events: [asks(0, 'm'), asks(3 * day, 'm'), asks(7 * day, 'm')],
    },
    {
      name: 'a person who writes all evening, over midnight',
      events: many(60, (index) => asks(11 * hour + index * 2 * minute, '10041')),
    },
    {
      name: 'a member of a group that talks there every day',
      events: many(10, (index) => refused(index * day, '10041', 'telegram', inGroup)),
    },
    { name: 'two commands', events: many(2, (index) => refused(index, '10041', 'telegram', command)) },
    {
      name: 'refusals that name nobody',
      events: many(9, (index) =>
        event('accessDenied', { time: noon + index * day, what: 'command', method: '/new', count: 1 }),
      ),
    },
    {
      name: 'refusals that name nobody, in the session of somebody known',
      events: many(9, (index) =>
        refused(index * day, 'gateway-owner', 'webchat', { ...command, inferred: ['sessionKey', 'actor'] }),
      ),
    },
    {
      name: 'refusals that are not of senders',
      events: many(9, (index) => refused(index * day, 'agent', 'telegram', { what: 'fetch' })),
    },
    {
      name: 'a device that asks to be paired every day',
      events: many(9, (index) =>
        event('pairing', { time: noon + index * day, status: 'requested', device: 'd1' }),
      ),
    },
  ],
});

describe('unauthorized-sender', () => {
  const find = (events: readonly AuditEvent[]) => findingsOf(unauthorizedSender as never, events);

  it('says of a claim that it is one', () => {
    const [finding] = find(three.map((one) => ({ ...one, trust: 'claimed' })));
    expect(finding?.confidence).toBe('low');
  });

  it('finds the one who persists in a flood of strangers', () => {
    const flood = many(10_000, (index) => refused(hour + index, `s${index}`));
    const events = [...three.slice(0, 1), ...flood, ...three.slice(1)].sort((a, b) => a.time - b.time);
    expect(severitiesOf(find(events))).toEqual(['medium']);
  });

  it('takes strangers for guests where the settings let everybody write', () => {
    const detector = unauthorizedSender as never;
    const channels = [{ channel: 'telegram', dmPolicy: 'open', open: true }];
    const posture = { channels } as unknown as GatewayPosture;
    const options = unauthorizedSender.options.parse({});
    const engine = new Engine([{ detector, options }], {}, () => posture);
    for (const one of many(5, (index) => refused(index * day, '10041'))) engine.push(one);
    expect(engine.findings()).toEqual([]);
    for (const one of many(3, (index) => refused(9 * day + index, '10041', 'telegram', command)))
      engine.push(one);
    expect(severitiesOf(engine.findings())).toEqual(['medium']);
  });

  it('asks for the commands that let nobody in, and never passes on a channel that is no word', () => {
    const [finding] = find(
      three.map((one) => ({ ...one, actor: { id: 'm', kind: 'unknown', channel: 'a; rm' } })),
    );
    expect(finding).toBeUndefined();
    const days = many(3, (index) => refused(index * day, 'm', '$(reboot)'));
    expect(find(days)[0]?.remediation.join(' ')).not.toContain('$(reboot)');
  });

  it('sees little without debug lines, and nothing without a log', () => {
    const { sight } = unauthorizedSender;
    expect(sight(seen(['ledger'])).sight).toBe('blind');
    expect(sight(seen([], [], { emptyKinds: new Set(['channel-pairing']) })).sight).toBe('full');
    expect(sight(seen(['gateway-log'])).sight).toBe('partial');
    expect(sight(seen(['gateway-log'], [], { debugLines: true })).sight).toBe('full');
    expect(sight(seen(['plain'], ['accessDenied'])).sight).toBe('full');
  });
});

describe('what a real gateway wrote of a stranger on Telegram and one on IRC', () => {
  const { events, unknown } = read('gateway-log', fixture('channels/2026.9.6-strangers.log'));

  it('is understood, line by line', () => {
    const told = events.map((one) => {
      const { actor, what = one.type, policy, reason, target, method } = one as AuditEvent<'accessDenied'>;
      const words = [actor?.channel, actor?.id, what, method, policy, reason, target];
      return words.filter((word) => word !== undefined).join(' ');
    });
    expect(unknown).toEqual([]);
    expect([...new Set(told)]).toEqual([
      'telegram 10041 sender dmPolicy=allowlist',
      'sender group not-allowed telegram:-100123',
      'telegram 10041 pairing channel',
      'telegram 10041 sender groupPolicy=allowlist',
      'sender group disabled telegram:-100124',
      'telegram 10042 pairing channel',
      'telegram 10041 command button callback unauthorized by inlineButtonsScope allowlist',
      'irc mallory!m@203.0.113.7 sender dmPolicy=allowlist',
      'irc mallory!m@203.0.113.7 sender groupPolicy=allowlist',
      'irc owner!o@203.0.113.8 sender dmPolicy=allowlist',
      'irc mallory!m@203.0.113.7 sender dmPolicy=pairing',
      'irc mallory!m@203.0.113.7 command control command unauthorized sender',
      'telegram 10041 command control command unauthorized sender',
      'sha256:2444aa52d8e2 command /config unauthorized sender',
      'sha256:8a0c5ebdadc0 command /config unauthorized sender',
      'sha256:8a0c5ebdadc0 command /bash unauthorized sender',
    ]);
  });

  it('is reported for the one who pressed buttons and sent commands', () => {
    const said = findingsOf(unauthorizedSender as never, events).map(({ summary }) => summary);
    expect(said).toEqual([
      '10041 may not command this gateway and tried on telegram, with 5 commands within 6m 16s; all was refused.',
    ]);
  });

  it('is one sender on IRC, wherever that sender connects from', () => {
    const moved = events.map((one, index) =>
      one.actor?.channel === 'irc'
        ? { ...one, actor: { ...one.actor, id: one.actor.id.replace(/7$/, String(index)) } }
        : one,
    );
    const days = [0, 1, 2].flatMap((n) => moved.map((one) => ({ ...one, time: one.time + n * day })));
    const said = findingsOf(unauthorizedSender as never, days).map(({ summary }) => summary);
    expect(said).toContainEqual(
      expect.stringMatching(/^mallory may not write to this gateway and tried on irc, on 3 days/),
    );
  });
});
