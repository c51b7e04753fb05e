import { describe, expect, it } from 'vitest';
import devicePairingAbuse from '../../detectors/device-pairing-abuse/device-pairing-abuse.ts';
import type { AuditEvent, EventHead, EventPayloads } from '../../src/model/event.ts';
import { event } from '../support/event.ts';
import { seen } from '../support/evidence-seen.ts';
import { findingsOf, severitiesOf, testDetector } from '../support/test-detector.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const noon = Date.parse('2026-11-21T12:00:00Z');

type Pairing = Partial<EventPayloads['pairing'] & EventHead<'pairing'>>;
type Attempt = Partial<EventPayloads['authAttempt'] & EventHead<'authAttempt'>>;

const stranger = '203.0.113.66';
const home = '198.51.100.20';

const pairing = (time: number, device: string, more: Pairing = {}): AuditEvent =>
  event('pairing', { time: noon + time, status: 'requested', reason: 'not-paired', device, ...more });

const asks = (time: number, device: string, ip = stranger, more: Pairing = {}): AuditEvent =>
  pairing(time, device, { ip, requestId: `request-${device}`, ...more });

const approved = (time: number, device: string, more: Pairing = {}): AuditEvent =>
  event('pairing', { time: noon + time, status: 'approved', device, roleTo: 'operator', ...more });

const upgrade = (time: number, device: string, more: Pairing = {}): AuditEvent =>
  event('pairing', {
    time: noon + time,
    status: 'upgrade',
    reason: 'scope-upgrade',
    device,
    roleFrom: 'operator',
    roleTo: 'operator',
    scopesFrom: 'operator.read',
    scopesTo: 'operator.read,operator.write',
    ip: stranger,
    ...more,
  });

const forged = (time: number, ip: string, more: Attempt = {}): AuditEvent =>
  event('authAttempt', {
    time: noon + time,
    outcome: 'failure',
    reason: 'device-signature',
    method: 'device-signature',
    count: 1,
    ip,
    device: 'd-forged',
    ...more,
  });

const wrongToken = (time: number, ip: string): AuditEvent =>
  forged(time, ip, { reason: 'token_mismatch', method: 'token' });

const newPlatform = (time: number, device: string, platform: string, ip = stranger): AuditEvent =>
  event('pairing', {
    time: noon + time,
    status: 'upgrade',
    reason: 'metadata-upgrade',
    device,
    platform,
    ip,
  });

const many = (count: number, make: (index: number) => AuditEvent): AuditEvent[] =>
  Array.from({ length: count }, (_, index) => make(index));

const admin = { scopesTo: 'operator.read,operator.admin' };

testDetector(devicePairingAbuse as never, {
  reports: [
    {
      name: 'three devices of one address that nobody approved',
      events: many(3, (index) => asks(index * minute, `d${index}`)),
      findings: [
        'medium 3 devices asked to be paired from 203.0.113.66, with 3 requests in 2m; none of them was approved.',
      ],
    },
    {
      name: 'one device that asks fifteen times anew within the hour',
      events: many(15, (index) => asks(index * minute, 'd1', stranger, { requestId: `r${index}` })),
      findings: [
        'medium 1 device asked to be paired from 203.0.113.66, with 15 requests in 14m; nobody approved it.',
      ],
    },
    {
      name: 'twenty devices of ten addresses as one finding',
      events: many(20, (index) => asks(index * minute, `d${index}`, `198.18.0.${index % 10}`)),
      findings: ['medium 20 devices from 10 addresses asked to be paired in 19m; none of them was approved.'],
    },
    {
      name: 'nine devices behind a proxy that names nobody',
      events: many(9, (index) => pairing(index * second, `d${index}`, { behindProxy: true })),
      findings: [
        'medium 9 devices asked to be paired from clients behind the proxy (their addresses are not known), with 9 requests in 8s; none of them was approved.',
      ],
    },
    {
      name: 'an approved stranger: its address guessed tokens before',
      events: [
        ...many(4, (index) => wrongToken(index * second, stranger)),
        asks(minute, 'd1'),
        approved(2 * minute, 'd1', { scopesTo: 'operator.read' }),
      ],
      findings: [
        'high Device d1, which asked from 203.0.113.66, was approved with operator.read, although 4 wrong credentials came from there within a day.',
      ],
    },
    {
      name: 'an approved stranger: one of many that knocked',
      events: [...many(3, (index) => asks(index * minute, `d${index}`)), approved(4 * minute, 'd1')],
      findings: [
        'medium 3 devices asked to be paired from 203.0.113.66, with 3 requests in 2m; 1 of them was approved meanwhile.',
        'high Device d1, which asked from 203.0.113.66, was approved, although one device after another asked from there.',
      ],
    },
    {
      name: 'strangers whom somebody approved all at once, as one',
      events: [
        ...many(4, (index) => asks(index * minute, `d${index}`)),
        ...many(4, (index) => approved(5 * minute + index, `d${index}`)),
      ],
      findings: [
        'medium 4 devices asked to be paired from 203.0.113.66, with 4 requests in 3m; all of them were approved meanwhile.',
        'high 4 devices, which asked from 203.0.113.66, were approved, although one device after another asked from there.',
      ],
    },
    {
      name: 'devices that go on asking after some of them were approved, with how many were',
      events: [
        ...many(3, (index) => asks(index * minute, `d${index}`)),
        ...many(2, (index) => approved(4 * minute + index, `d${index}`)),
        asks(5 * minute, 'd3'),
      ],
      findings: [
        'medium 4 devices asked to be paired from 203.0.113.66, with 4 requests in 5m; 2 of them were approved meanwhile.',
        'high 2 devices, which asked from 203.0.113.66, were approved, although one device after another asked from there.',
      ],
    },
    {
      name: 'a wave of devices, one of which was approved',
      events: [
        ...many(20, (index) => asks(index * minute, `d${index}`, `198.18.0.${index % 10}`)),
        approved(20 * minute, 'd1'),
        asks(21 * minute, 'd20', '198.18.0.10'),
      ],
      findings: [
        'high 21 devices from 11 addresses asked to be paired in 21m; 1 of them was approved meanwhile.',
      ],
    },
    {
      name: 'a wave of devices, one of which was approved after the last had asked',
      events: [
        ...many(20, (index) => asks(index * minute, `d${index}`, `198.18.0.${index % 10}`)),
        approved(20 * minute, 'd1'),
      ],
      findings: [
        'high 20 devices from 10 addresses asked to be paired in 19m; 1 of them was approved meanwhile.',
      ],
    },
    {
      name: 'a browser that asked until somebody approved it',
      events: [
        ...many(15, (index) => asks(index * minute, 'd1', stranger, { requestId: `r${index}` })),
        approved(15 * minute, 'd1'),
      ],
      findings: [
        'medium 1 device asked to be paired from 203.0.113.66, with 15 requests in 14m; it was approved meanwhile.',
        'high Device d1, which asked from 203.0.113.66, was approved, although request after request came from there.',
      ],
    },
    {
      name: 'devices whose approval somebody merely claims, as not approved',
      events: [
        ...many(3, (index) => asks(index * minute, `d${index}`)),
        approved(4 * minute, 'd1', { trust: 'claimed' }),
        asks(5 * minute, 'd3'),
      ],
      findings: [
        'medium 4 devices asked to be paired from 203.0.113.66, with 4 requests in 5m; none of them was approved.',
        'high Device d1, which asked from 203.0.113.66, was approved, although one device after another asked from there.',
      ],
    },
    {
      name: 'a stranger that the gateway let in by itself',
      events: [asks(0, 'd1'), approved(second, 'd1', { automatic: true })],
      findings: [
        'high Device d1, which asked from 203.0.113.66, was approved, although the gateway let it in by itself, though it is not on its own machine.',
      ],
    },
    {
      name: 'a scope upgrade',
      events: [upgrade(0, 'd1')],
      findings: ['medium Device d1 at 203.0.113.66 asked for operator.write (1 time).'],
    },
    {
      name: 'a role upgrade',
      events: [upgrade(0, 'd1', { reason: 'role-upgrade', roleTo: 'node', scopesTo: 'operator.read' })],
      findings: ['medium Device d1 at 203.0.113.66 asked for the role node (1 time).'],
    },
    {
      name: 'a device that wants to be admin right after it was paired, told by two lines and a row',
      events: [
        asks(0, 'd1'),
        approved(minute, 'd1', { scopesTo: 'operator.read' }),
        upgrade(2 * minute, 'd1', { connId: 'c1', ...admin }),
        pairing(2 * minute + 40, 'd1', {
          status: 'upgrade',
          reason: 'scope-upgrade',
          connId: 'c1',
          ip: stranger,
        }),
        pairing(2 * minute + 50, 'd1', {
          status: 'upgrade',
          reason: 'repair',
          requestId: 'r',
          ip: stranger,
          ...admin,
        }),
      ],
      findings: [
        'high Device d1 at 203.0.113.66 asked for operator.admin (1 time). Against it: it was paired 1m before.',
      ],
    },
    {
      name: 'a web page on the own machine, no program of the gateway, that wants more',
      events: [upgrade(0, 'd1', { ip: '127.0.0.1', client: 'openclaw-control-ui' })],
      findings: [
        "medium Device d1 at the gateway's own machine (127.0.0.1) asked for operator.write (1 time).",
      ],
    },
    {
      name: 'the gateway machine, when somebody merely says so',
      events: [upgrade(0, 'd1', { ip: '127.0.0.1', client: 'cli', trust: 'claimed' })],
      findings: ['medium Device d1 at 127.0.0.1 asked for operator.write (1 time).'],
    },
    {
      name: 'a row alone of a paired device that wants to be admin',
      events: [
        approved(0, 'd1', { scopesTo: 'operator.read' }),
        pairing(2 * hour, 'd1', { status: 'upgrade', reason: 'repair', ip: stranger, ...admin }),
      ],
      findings: ['medium Device d1 at 203.0.113.66 asked for operator.admin (1 time).'],
    },
    {
      name: 'one device key on two platforms',
      events: [newPlatform(0, 'd1', 'linux'), newPlatform(5 * second, 'd1', 'ios')],
      findings: [
        'medium Device d1 at 203.0.113.66: it says that it runs on linux, then ios within 5s, as a copied key would.',
      ],
    },
    {
      name: 'bad signatures',
      events: [forged(0, stranger), forged(second, stranger, { reason: 'device-id-mismatch' })],
      findings: [
        'medium 2 logins from 203.0.113.66 in 1s came with a device identity that does not fit its key (device-signature, device-id-mismatch). All were refused.',
      ],
    },
    {
      name: 'bad signatures in the name of a paired device',
      events: [
        asks(0, 'd1', home),
        approved(minute, 'd1'),
        ...many(2, (index) => forged(hour + index * second, stranger, { device: 'd1' })),
      ],
      findings: [
        'high 2 logins from 203.0.113.66 in 1s came with a device identity that does not fit its key (device-signature). One posed as device d1, which is paired here. All were refused.',
      ],
    },
    {
      name: 'an own device without its key as low',
      events: [
        asks(0, 'd1', home),
        approved(minute, 'd1'),
        ...many(9, (index) => forged(hour + index * second, home, { device: 'd1' })),
      ],
      findings: [
        'low Device d1 is paired and was at 198.51.100.20 before; 9 logins from there in 8s had a signature that does not fit.',
      ],
    },
    {
      name: 'attempts to manage devices of others',
      events: many(3, (index) =>
        pairing(index * minute, 'd1', {
          status: 'rejected',
          reason: 'removal-denied: device-ownership-mismatch',
        }),
      ),
      findings: [
        'medium 3 times in 2m the gateway refused to approve, remove or renew a device for somebody who may not: removal-denied: device-ownership-mismatch.',
      ],
    },
  ],
  staysQuiet: [
    {
      name: 'a browser that retries while it waits: devices and requests count, not lines',
      events: many(300, (index) =>
        asks(index * 12 * second, 'd1', stranger, { requestId: `r${Math.floor(index / 25)}` }),
      ),
    },
    {
      name: 'a wave of metadata upgrades after an update',
      events: many(40, (index) => newPlatform(index * second, `d${index % 20}`, 'macos')),
    },
    { name: 'one device fewer', events: many(2, (index) => asks(index * minute, `d${index}`)) },
    {
      name: 'three devices of which the first asked a window earlier',
      events: [asks(0, 'd0'), asks(30 * minute, 'd1'), asks(hour, 'd2')],
    },
    {
      name: 'devices that are approved one after the other',
      events: [...Array(6).keys()].flatMap((index) => [
        asks(index * minute, `d${index}`),
        approved(index * minute + 30 * second, `d${index}`),
      ]),
    },
    {
      name: 'three devices of three addresses',
      events: many(3, (index) => asks(index * second, `d${index}`, `203.0.113.${index}`)),
    },
    {
      name: 'eight devices that share an unknown address',
      events: many(8, (index) => pairing(index * second, `d${index}`, { behindProxy: true })),
    },
    {
      name: 'two devices on each of two gateways',
      events: many(4, (index) => asks(index * second, `d${index}`, stranger, { gateway: `g${index % 2}` })),
    },
    { name: 'one bad signature', events: [forged(0, stranger)] },
    { name: 'two bad signatures a window apart', events: [forged(0, stranger), forged(hour, stranger)] },
    {
      name: 'a wrong clock',
      events: many(50, (index) => forged(index * second, stranger, { reason: 'device-signature-stale' })),
    },
    {
      name: "the gateway's own program that widens its scopes",
      events: [
        approved(0, 'd1', { automatic: true, scopesTo: 'operator.read' }),
        upgrade(second, 'd1', { ip: undefined as never, client: 'gateway-client', ...admin }),
        approved(second + 6, 'd1', { automatic: true }),
      ],
    },
    {
      name: 'a device that a person lets in, and one that SSH vouches for',
      events: [
        asks(0, 'd1'),
        approved(minute, 'd1'),
        asks(2 * minute, 'd2'),
        approved(3 * minute, 'd2', { automatic: true, reason: 'ssh-verified' }),
      ],
    },
    {
      name: 'a person who mistypes three times and is let in',
      events: [
        ...many(3, (index) => wrongToken(index, stranger)),
        asks(minute, 'd1'),
        approved(2 * minute, 'd1'),
      ],
    },
    {
      name: 'people who ask on a channel, who have no device',
      events: many(30, (index) =>
        event('pairing', {
          time: noon + index,
          status: 'requested',
          reason: 'channel',
          actor: { id: `${index}`, kind: 'unknown' },
        }),
      ),
    },
    {
      name: 'two refused attempts to manage devices',
      events: many(2, (index) =>
        pairing(index, 'd1', { status: 'rejected', reason: 'device-ownership-mismatch' }),
      ),
    },
  ],
});

describe('device-pairing-abuse', () => {
  it('believes no claimed approval', () => {
    const events = [...Array(3).keys()].flatMap((index) => [
      asks(index * minute, `d${index}`),
      approved(index * minute + second, `d${index}`, { trust: 'claimed' }),
    ]);
    expect(severitiesOf(findingsOf(devicePairingAbuse as never, events))).toContain('medium');
  });

  it('says less surely what rests on a forwarded header that nobody vouches for', () => {
    const events = many(3, (index) => asks(index, `d${index}`, stranger, { trust: 'claimed' }));
    expect(findingsOf(devicePairingAbuse as never, events)[0]).toMatchObject({ confidence: 'low' });
  });

  it('tells clients apart that a proxy on the own machine names, though no setting names the proxy', () => {
    const from = (address: string) => (index: number) =>
      asks(index, `d${address}${index}`, '127.0.0.1', { forwardedFor: address });
    expect(
      findingsOf(
        devicePairingAbuse as never,
        [home, stranger, '192.0.2.1'].map((ip) => from(ip)(0)),
      ),
    ).toEqual([]);
    const [finding] = findingsOf(devicePairingAbuse as never, many(3, from(stranger)));
    expect(finding).toMatchObject({ severity: 'medium', confidence: 'low' });
    expect(finding?.entities.ips).toContain(stranger);
  });

  it('groups IPv6 by /64', () => {
    const events = many(3, (index) => asks(index, `d${index}`, `2001:db8::${index + 1}`));
    expect(findingsOf(devicePairingAbuse as never, events)).toHaveLength(1);
  });

  it('makes one finding of a flood of devices from everywhere', () => {
    const events = many(30_000, (index) =>
      asks(index, `d${index}`, `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`),
    );
    const findings = findingsOf(devicePairingAbuse as never, events);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.count).toBeGreaterThan(1_000);
  });

  it('is told anew once a stranger was let in, with how to throw it out', () => {
    const knocks = many(3, (index) => asks(index * minute, `d${index}`));
    const [before] = findingsOf(devicePairingAbuse as never, knocks);
    const [after] = findingsOf(devicePairingAbuse as never, [...knocks, approved(4 * minute, 'd1')]);
    expect(after?.id).toBe(before?.id);
    expect(after?.revision).toBe(Number(before?.revision) + 1);
    expect(after?.explanation).toMatchObject({ seen: 3, threshold: 3 });
    expect(after?.remediation[0]).toContain('openclaw devices remove d1');
  });

  it('puts no device id into a command that a shell would read otherwise', () => {
    const [finding] = findingsOf(devicePairingAbuse as never, [upgrade(0, '$(reboot)', admin)]);
    expect(finding?.remediation.join('\n')).not.toContain('$(reboot)');
  });

  it.each([
    ['blind', seen(['ledger', 'transcript'])],
    ['partial', seen(['devices'])],
    ['partial', seen([], [], { emptyKinds: new Set(['paired-devices']) })],
    ['partial', seen(['gateway-log'], [], { proxiesKnown: false })],
    ['full', seen(['gateway-log'])],
    ['full', seen(['plain'], ['pairing'])],
  ] as const)('has %s sight', (sight, evidence) => {
    expect(devicePairingAbuse.sight(evidence).sight).toBe(sight);
  });
});
