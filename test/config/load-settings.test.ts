import { describe, expect, test } from 'vitest';
import { sinkKinds } from '../../src/alerts/sinks/index.ts';
import { loadSettings } from '../../src/config/load-settings.ts';
import { SettingsError } from '../../src/config/settings.ts';
import { detectors } from './sample-detectors.ts';

const load = (text: string) => loadSettings(text, 'config.json5', { detectors, sinks: sinkKinds });

function problems(text: string): readonly string[] {
  try {
    load(text);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

describe('loadSettings', () => {
  test.each(['', '{}', ' // nothing yet\n{ detectors: {} }'])('takes %j for the defaults', (text) => {
    expect(load(text).settings).toEqual({
      detectors: {
        'multi-ip-session': { enabled: true, options: { addresses: 2, window: 3_600_000, ignore: [] } },
        'unusual-tool-use': { enabled: true, options: {} },
      },
      suppress: [],
      alerts: [],
      daily: { keep: 30 * 86_400_000 },
    });
  });

  test('reads what a file sets', () => {
    const { settings } = load(`{
      detectors: { 'multi-ip-session': { window: '2h', ignore: ['10.0.0.0/8'] }, 'unusual-tool-use': { enabled: false } },
      trustedProxies: ['10.0.0.1'],
      suppress: [{ session: 'MAIN', tool: 'bash', reason: 'mine' }],
      alerts: [{ kind: 'webhook', url: 'https://example.com', minSeverity: 'high' }],
    }`);
    expect(settings.detectors['multi-ip-session']?.options).toMatchObject({
      window: 7_200_000,
      addresses: 2,
    });
    expect(settings.detectors['unusual-tool-use']?.enabled).toBe(false);
    expect(settings.trustedProxies).toEqual(['10.0.0.1']);
    expect(settings.suppress).toEqual([{ session: 'agent:main:main', tool: 'exec', reason: 'mine' }]);
    expect(settings.alerts).toMatchObject([
      { kind: 'webhook', name: 'webhook', policy: { minSeverity: 'high', repeat: 86_400_000 } },
    ]);
  });

  test('hashes what is set, not how it is written', () => {
    const plain = load('').hash;
    expect(plain).toMatch(/^[0-9a-f]{64}$/);
    expect(load("{ detectors: { 'multi-ip-session': { addresses: 2, window: '60m' } } }").hash).toBe(plain);
    expect(load("{ detectors: { 'multi-ip-session': { addresses: 3 } } }").hash).not.toBe(plain);
  });
});

const broken = `// my settings
{
  detectors: {
    'multi-ip-sesion': { addresses: 3 },
    "multi-ip-session": {
      adresses: 3, /* , } */ window: '10 minutes',
      addresses: 1.5,
      enabled: 'yes',
    },
    'unusual-tool-use': 5,
  },
  supress: [],
  suppress: [
    { sesion: 'x', reason: 'r', ip: '10.0.0.1' },
    { detector: 'unusual-tool', until: '2026-02-30', reason: ' ' },
    { ip: '1.2.3', reason: 'x' },
    { actor: 'a' },
    { reason: 'all' },
    { id: 'abc', reason: 'short' },
  ],
  trustedProxies: ['10.0.0.0/99', 7],
  alerts: [{ url: 'x' }], alerts: [],
  __proto__: { a: 1 },
}`;

describe('SettingsError', () => {
  test('lists every problem with its place and the nearest name', () => {
    expect(problems(broken)).toEqual([
      'config.json5:4:5: unknown detector "multi-ip-sesion" (did you mean "multi-ip-session"?)',
      'config.json5:6:7: unknown setting "adresses" (did you mean "addresses"?)',
      'config.json5:6:38: detectors.multi-ip-session.window: expected a duration such as 30s, 10m, 24h, 7d or 2w',
      'config.json5:7:18: detectors.multi-ip-session.addresses: expected a whole number',
      'config.json5:8:16: detectors.multi-ip-session.enabled: expected boolean, received string',
      'config.json5:10:25: detectors.unusual-tool-use: expected object, received number',
      'config.json5:12:3: unknown setting "supress" (did you mean "suppress"?)',
      'config.json5:14:7: unknown setting "sesion" (did you mean "session"?)',
      'config.json5:15:40: suppress[1].until: expected a date such as 2026-12-31',
      'config.json5:15:62: suppress[1].reason: expected a reason',
      'config.json5:16:11: suppress[2].ip: expected an address or a network such as 10.0.0.0/8',
      'config.json5:17:5: suppress[3].reason: is missing',
      'config.json5:18:5: suppress[4]: expected one of detector, session, ip, actor, agent, channel, tool, id: it would suppress everything',
      'config.json5:19:11: suppress[5].id: expected at least eight characters of the id',
      'config.json5:21:20: trustedProxies[0]: "10.0.0.0/99" is not an address or a network such as 10.0.0.0/8 or 2001:db8::/32',
      'config.json5:21:35: trustedProxies[1]: expected string, received number',
      'config.json5:22:27: "alerts" is there twice',
      'config.json5:23:3: unknown setting "__proto__"',
    ]);
  });

  test.each([
    ['{a:', 'config.json5:1:4: invalid end of input'],
    ['{\n  a: 1 b: 2 }', "config.json5:2:8: invalid character 'b'"],
    ['[]', 'config.json5:1:1: settings: expected object, received array'],
    ['{ detectors: [] }', 'config.json5:1:14: detectors: expected object, received array'],
    [
      "{ suppress: [{ detector: 'multi-ip', reason: 'r' }] }",
      'config.json5:1:26: suppress[0].detector: unknown detector "multi-ip"',
    ],
    ['['.repeat(100_000) + ']'.repeat(100_000), 'config.json5:1:1: nested more than 64 levels deep'],
  ])('says of %.40j what is wrong', (text, problem) => expect(problems(text)).toEqual([problem]));

  test('is one message of a line for each problem', () => {
    expect(() => load('{ a: 1, b: 2 }')).toThrow(
      'config.json5:1:3: unknown setting "a"\nconfig.json5:1:9: unknown setting "b"',
    );
  });
});
