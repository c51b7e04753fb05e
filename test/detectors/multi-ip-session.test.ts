import { describe, expect, test } from 'vitest';
import multiIpSession from '../../detectors/multi-ip-session/multi-ip-session.ts';
import type { Actor, AuditEvent } from '../../src/model/event.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { SourceKind } from '../../src/model/source.ts';
import { event } from '../support/event.ts';
import { seen } from '../support/evidence-seen.ts';
import { findingsOf, severitiesOf, testDetector } from '../support/test-detector.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const a = '203.0.113.10';
const b = '198.51.100.77';
const c = '192.0.2.33';
const alice = 'agent:main:alice';
const main = 'agent:main:main';
const phone = 'c03bedec0776bc78faf968bea83efce3ca14b2946b7710b308d942e750ef5888';
const laptop = 'ee7caa7cef3922e81c681f70da3bb9445317e840a8744c821a24676f172dfbeb';
const proxy = undefined;

type More = Partial<
  Pick<AuditEvent, 'device' | 'actor' | 'trust' | 'gateway' | 'connId' | 'sessionKey' | 'inferred'>
>;

/** A turn from an address, or through a proxy that names nobody. */
const turn = (time: number, ip: string | undefined, more: More = {}): AuditEvent =>
  event('sessionAccess', {
    time,
    sessionKey: alice,
    action: 'turn',
    outcome: 'ok',
    ...(ip === undefined ? { behindProxy: true } : { ip }),
    ...more,
  });

const onMain = (time: number, ip: string | undefined, device: string, more: More = {}): AuditEvent =>
  turn(time, ip, { sessionKey: main, device, ...more });

const connected = (time: number, ip: string, more: More & { user?: string } = {}): AuditEvent =>
  event('connection', { time, ip, state: 'opened', ...more });

const rotated = (time: number, device: string): AuditEvent =>
  event('pairing', { time, device, status: 'upgrade', reason: 'token-rotated' });

/** Two mornings and evenings at each place: both are known afterwards. */
const knownPlaces = (more: More, ...places: string[]): AuditEvent[] =>
  [0, 1, 2].flatMap((index) => places.map((ip, at) => turn(index * day + at * 6 * hour, ip, more)));

const bobUser: Actor = { id: 'bob@corp.example', kind: 'person' };

testDetector(multiIpSession, {
  reports: [
    {
      name: 'one device from A, B, A within five minutes, B never seen before',
      events: [onMain(0, a, phone), onMain(2 * minute, b, phone), onMain(5 * minute, a, phone)],
      findings: [
        `high Device ${phone} was used in turns from ${a} and ${b}, 2 changes within 5m; one of them was never seen before.`,
      ],
    },
    {
      name: 'the same more slowly',
      events: [onMain(0, a, phone), onMain(2 * minute, b, phone), onMain(5 * minute + 1, a, phone)],
      findings: [`medium Device ${phone} was used in turns from ${a} and ${b}, 2 changes within 5m.`],
    },
    {
      name: 'a return at the last moment of the window',
      events: [onMain(0, a, phone), onMain(2 * minute, b, phone), onMain(hour - 1, a, phone)],
      findings: [`medium Device ${phone} was used in turns from ${a} and ${b}, 2 changes within 59m 59s.`],
    },
    {
      name: 'a connection that stayed open while the device was used elsewhere',
      events: [
        connected(0, a, { device: phone, connId: 'one' }),
        connected(hour, b, { device: phone, connId: 'two' }),
        onMain(3 * hour, a, phone, { connId: 'one' }),
      ],
      findings: [`medium Device ${phone} was used in turns from ${a} and ${b}, 2 changes within 3h.`],
    },
    {
      name: 'one device on two gateways from different networks',
      events: [onMain(0, a, phone, { gateway: 'home' }), onMain(minute, b, phone, { gateway: 'work' })],
      findings: [`high Device ${phone} was used on home from ${a} and work from ${b} within 1h.`],
    },
    {
      name: 'a device that never left one gateway and shows up elsewhere on another',
      events: [
        onMain(0, a, phone, { gateway: 'home' }),
        onMain(minute, a, phone, { gateway: 'work' }),
        onMain(2 * minute, b, phone, { gateway: 'work' }),
        onMain(3 * minute, a, phone, { gateway: 'home' }),
      ],
      findings: [`high Device ${phone} was used on work from ${b} and home from ${a} within 1h.`],
    },
    {
      name: 'one isolated session by three addresses in turns',
      events: [a, b, c, a, b, c].map((ip, index) => turn(index * minute, ip)),
      findings: [`high Session ${alice} was used in turns from ${a} and ${b} and ${c}, 5 changes within 5m.`],
    },
    {
      name: 'one isolated session by two addresses in turns',
      events: [turn(0, a), turn(10 * minute, b), turn(20 * minute, a)],
      findings: [`medium Session ${alice} was used in turns from ${a} and ${b}, 2 changes within 20m.`],
    },
    {
      name: 'one isolated session by a loopback client and one behind the proxy',
      events: [turn(0, proxy), turn(6000, '127.0.0.201'), turn(7000, proxy), turn(9000, '127.0.0.201')],
      findings: [
        `medium Session ${alice} was used in turns from unknown (behind proxy) and 127.0.0.201, 3 changes within 9s; all clients behind the proxy count as one address, because it names none of them.`,
      ],
    },
    {
      name: 'one user from two addresses in turns',
      events: [
        connected(0, a, { user: 'bob@corp.example' }),
        connected(minute, b, { user: 'bob@corp.example' }),
        turn(2 * minute, a, { sessionKey: main, actor: bobUser, connId: 'x', inferred: ['actor'] }),
      ],
      findings: [`medium User bob@corp.example was used in turns from ${a} and ${b}, 2 changes within 2m.`],
    },
    {
      name: 'a device that is used from an old place after its rotation',
      events: [
        onMain(0, b, phone),
        onMain(3 * hour, a, phone),
        rotated(6 * hour, phone),
        onMain(7 * hour, a, phone),
        onMain(30 * hour, b, phone),
      ],
      findings: [
        `medium Device ${phone} was used from ${b} after its token was rotated; the new one is used from ${a}.`,
      ],
    },
    {
      name: 'an old credential that is refused elsewhere after a rotation',
      events: [
        rotated(0, phone),
        onMain(minute, a, phone),
        event('authAttempt', {
          time: 2 * hour,
          ip: b,
          device: phone,
          outcome: 'failure',
          reason: 'device_token_mismatch',
          count: 1,
        }),
      ],
      findings: [
        `medium Device ${phone} was refused with an old credential from ${b} after its token was rotated; the new one is used from ${a}.`,
      ],
    },
    {
      name: 'two devices of one person in their own session, as low',
      events: [
        turn(0, a, { device: laptop }),
        turn(minute, b, { device: phone }),
        turn(2 * minute, a, { device: laptop }),
      ],
      findings: [
        `low Session ${alice} was used in turns from ${a} and ${b}, 2 changes within 2m; each address has a device of its own.`,
      ],
    },
    {
      name: 'claimed addresses with little confidence',
      events: [
        onMain(0, a, phone, { trust: 'claimed' }),
        onMain(minute, b, phone, { trust: 'claimed' }),
        onMain(2 * minute, a, phone, { trust: 'claimed' }),
      ],
      findings: [
        `medium Device ${phone} was used in turns from ${a} and ${b}, 2 changes within 2m; an address rests on a header that nobody vouches for.`,
      ],
    },
    {
      name: 'a known address that is only claimed',
      events: [
        ...knownPlaces({ device: phone }, a, b),
        onMain(3 * day, a, phone),
        onMain(3 * day + minute, b, phone, { trust: 'claimed' }),
        onMain(3 * day + 2 * minute, a, phone),
      ],
      findings: [
        `medium Device ${phone} was used in turns from ${a} and ${b}, 2 changes within 2m; an address rests on a header that nobody vouches for.`,
      ],
    },
  ],
  staysQuiet: [
    {
      name: 'a phone that leaves home',
      events: [
        onMain(0, a, phone),
        onMain(minute, a, phone),
        onMain(20 * minute, b, phone),
        onMain(hour, b, phone),
      ],
    },
    {
      name: 'a phone that reconnects elsewhere',
      events: [
        connected(0, a, { device: phone, connId: 'one' }),
        event('connection', { time: minute, ip: a, device: phone, connId: 'one', state: 'closed' }),
        connected(2 * minute, b, { device: phone, connId: 'two' }),
        onMain(3 * minute, b, phone, { connId: 'two' }),
      ],
    },
    {
      name: 'a return after the window',
      events: [onMain(0, a, phone), onMain(minute, b, phone), onMain(hour, a, phone)],
    },
    {
      name: 'A, B, A between two networks that both are known',
      events: [
        ...knownPlaces({ device: phone }, a, b),
        onMain(3 * day, a, phone),
        onMain(3 * day + minute, b, phone),
        onMain(3 * day + 2 * minute, a, phone),
      ],
    },
    {
      name: 'two networks known by three earlier hours each',
      events: [
        ...[0, 1, 2].map((index) => turn(index * hour, a)),
        ...[4, 5, 6].map((index) => turn(index * hour, b)),
        ...[8, 8.1, 8.2].map((index, at) => turn(index * hour, at === 1 ? b : a)),
      ],
    },
    {
      name: 'two devices of one owner in the main session',
      events: [
        onMain(0, a, laptop),
        onMain(minute, b, phone),
        onMain(2 * minute, a, laptop, { actor: { id: 'gateway-owner', kind: 'owner' } }),
        onMain(3 * minute, b, phone, { actor: { id: 'gateway-owner', kind: 'owner' } }),
        onMain(4 * minute, a, laptop, { actor: { id: 'gateway-owner', kind: 'owner' } }),
      ],
    },
    {
      name: 'people in the main session, a group, a job',
      events: [main, 'agent:main:telegram:group:-100', 'agent:main:cron:job', 'global'].flatMap(
        (sessionKey) => [a, b, a, c, b].map((ip, index) => turn(index * minute, ip, { sessionKey })),
      ),
    },
    {
      name: 'IPv4 and IPv6 of one device',
      events: [a, '2001:db8:1:2::5', a, '2001:db8:1:2::9', a].map((ip, index) =>
        onMain(index * minute, ip, phone),
      ),
    },
    {
      name: 'a device with IPv4 and IPv6 that moves',
      events: [a, '2001:db8:1:2::5', a, b, '2001:db8:7:7::5', b].map((ip, index) =>
        onMain(index * minute, ip, phone),
      ),
    },
    {
      name: 'IPv4 and IPv6 of one session',
      events: [a, '2001:db8:1:2::5', a].map((ip, index) => turn(index * minute, ip)),
    },
    {
      name: 'two hosts of one /64',
      events: ['2001:db8:1:2::5', '2001:db8:1:2::9', '2001:db8:1:2::5'].map((ip, index) =>
        turn(index * minute, ip),
      ),
    },
    {
      name: 'fifteen people behind one unresolved proxy',
      events: Array.from({ length: 60 }, (_, index) =>
        turn(index * minute, proxy, { sessionKey: index % 2 ? alice : `agent:main:person-${index % 15}` }),
      ),
    },
    {
      name: 'the same session key on forty gateways',
      events: Array.from({ length: 120 }, (_, index) =>
        turn(index * 1000, `203.0.113.${index % 40}`, { gateway: `gateway-${index % 40}` }),
      ),
    },
    {
      name: 'a known address next to the unknown one behind the proxy',
      events: [
        ...knownPlaces({}, a),
        turn(3 * day, a),
        turn(3 * day + minute, proxy),
        turn(3 * day + 2 * minute, a),
      ],
    },
    {
      name: 'a laptop that moves and reconnects to both of its gateways',
      events: [
        onMain(0, a, laptop, { gateway: 'home' }),
        onMain(1000, a, laptop, { gateway: 'work' }),
        onMain(30 * minute, b, laptop, { gateway: 'home' }),
        onMain(30 * minute + 1000, b, laptop, { gateway: 'work' }),
      ],
    },
    {
      name: 'two gateways of one device, one reached over the local network',
      events: [
        onMain(0, '192.168.1.20', laptop, { gateway: 'home' }),
        onMain(minute, a, laptop, { gateway: 'work' }),
      ],
    },
    {
      name: 'an ignored network',
      options: { ignore: ['198.51.100.0/24'] },
      events: [onMain(0, a, phone), onMain(minute, b, phone), onMain(2 * minute, a, phone)],
    },
    {
      name: 'fewer addresses than asked for',
      options: { addresses: 3 },
      events: [turn(0, a), turn(minute, b), turn(2 * minute, a)],
    },
    {
      name: 'failed attempts and an approval by the operator',
      events: [
        onMain(0, a, phone),
        event('authAttempt', {
          time: 1000,
          ip: b,
          device: phone,
          outcome: 'failure',
          reason: 'device-signature',
          count: 1,
        }),
        event('pairing', { time: 2000, ip: c, device: phone, status: 'approved' }),
        onMain(3000, a, phone),
      ],
    },
    {
      name: 'an event that arrives a little late',
      events: [turn(10_000, a), turn(11_000, b), turn(10_500, a), turn(12_000, b)],
    },
    {
      name: 'a device that goes home a day after its rotation',
      events: [
        ...knownPlaces({ device: phone }, a, b),
        rotated(3 * day, phone),
        onMain(3 * day + hour, a, phone),
        onMain(4 * day, b, phone),
      ],
    },
  ],
});

describe('multi-ip-session', () => {
  test('a device reports for the session that it is used in', () => {
    const events = [a, b, a].map((ip, index) => turn(index * minute, ip, { device: phone }));
    expect(run(events).map(({ summary }) => summary.split(' ')[0])).toEqual(['Device']);
  });

  test('one who is used in turns day after day is known in the end', () => {
    const events = [0, 1, 2, 3].flatMap((index) =>
      [a, b, a].map((ip, at) => onMain(index * day + at * minute, ip, phone)),
    );
    expect(severitiesOf(run(events))).toEqual(['high', 'medium']);
  });

  test('a finding names the addresses, the device and what to do', () => {
    const [finding] = run([onMain(0, a, phone), onMain(minute, b, phone), onMain(2 * minute, a, phone)]);
    expect(finding?.entities).toMatchObject({ ips: [b, a], devices: [phone], sessions: [main] });
    expect(finding?.remediation.join('\n')).toContain(`openclaw devices remove ${phone}`);
  });

  test('a hostile device id stays out of the commands', () => {
    const device = 'x; rm -rf ~';
    const [finding] = run([onMain(0, a, device), onMain(minute, b, device), onMain(2 * minute, a, device)]);
    expect(finding?.remediation.join('\n')).not.toContain('rm -rf');
  });

  test('a flood of devices and addresses ends', () => {
    const events = Array.from({ length: 3000 }, (_, index) =>
      onMain(index * 10, `198.18.${index % 250}.${index % 7}`, `device-${index % 900}`),
    );
    expect(() => run(events)).not.toThrow();
  });

  test('a network that is none is refused', () => {
    expect(multiIpSession.options.safeParse({ ignore: ['home'] }).success).toBe(false);
  });

  test('it sees all of a plain log, part of a gateway log, nothing of transcripts', () => {
    const plain = seen(['plain'], ['sessionAccess']);
    const sights = [plain, seen(['gateway-log']), seen(['transcript']), seen(['proxy'])].map(
      (one) => multiIpSession.sight(one).sight,
    );
    expect(sights).toEqual(['full', 'partial', 'blind', 'partial']);
  });

  const untied = (more: Parameters<typeof seen>[2], ...kinds: SourceKind[]) => {
    const { because, cure } = multiIpSession.sight(seen(['gateway-log', ...kinds], [], more));
    return because.flatMap((reason, index) =>
      reason.startsWith('A connection is tied') ? [cure[index]] : [],
    );
  };

  test('asks for what ties a connection to a session, and for nothing that is there', () => {
    const verbose = 'Start the gateway with `openclaw gateway --verbose`.';
    const debug = 'Set `logging.level` to debug: `openclaw config set logging.level debug`.';
    expect(untied({})).toEqual([verbose, debug]);
    expect(untied({ debugLines: true })).toEqual([verbose]);
    expect(untied({ verboseLines: true })).toEqual([debug]);
    expect(untied({ verboseLines: true }, 'ledger')).toEqual([]);
  });
});

function run(events: readonly AuditEvent[]): readonly Finding[] {
  return findingsOf(multiIpSession, events);
}
