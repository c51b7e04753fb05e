import { describe, expect, test } from 'vitest';
import { sinkKinds } from '../../src/alerts/sinks/index.ts';
import { loadSettings } from '../../src/config/load-settings.ts';
import { SettingsError } from '../../src/config/settings.ts';

const load = (text: string) => loadSettings(text, 'c', { detectors: [], sinks: sinkKinds });

function problems(text: string): readonly string[] {
  try {
    load(text);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

describe('alerts in the settings', () => {
  test('have defaults, and names of their own', () => {
    const { settings } = load(`{ alerts: [
      { kind: 'slack', url: { env: 'SLACK_URL' } },
      { kind: 'slack', url: { file: '/run/slack' }, name: 'slack-2' },
      { kind: 'slack', url: 'https://example.com/x', minSeverity: 'high', repeat: '2h', perMinute: 5, daily: false,
        heartbeat: '12h', quietHours: { from: '22:00', to: '06:30', timeZone: 'Europe/Berlin', except: 'high' } },
    ] }`);
    expect(settings.alerts.map(({ name }) => name)).toEqual(['slack', 'slack-2', 'slack-3']);
    expect(settings.alerts[0]?.policy).toEqual({
      minSeverity: 'medium',
      repeat: 86_400_000,
      perMinute: 20,
      daily: true,
    });
    expect(settings.alerts[2]?.policy).toEqual({
      minSeverity: 'high',
      repeat: 7_200_000,
      perMinute: 5,
      daily: false,
      heartbeat: 43_200_000,
      quietHours: { from: 1320, to: 390, timeZone: 'Europe/Berlin', except: 'high' },
    });
  });

  test('do not change the hash: no finding depends on them, and they hold secrets', () => {
    expect(load("{ alerts: [{ kind: 'file', path: '/x' }] }").hash).toBe(load('').hash);
  });

  test.each([
    ["{ kind: 'webhok' }", '1:21: alerts[0].kind: unknown kind "webhok" (did you mean "webhook"?)'],
    [
      "{ kind: 'sms' }",
      '1:21: alerts[0].kind: unknown kind "sms"; there are discord, email, exec, file, openclaw, slack, syslog, telegram, webhook',
    ],
    ['{ path: 1 }', '1:13: alerts[0].kind: is missing'],
    ['7', '1:13: alerts[0]: expected object, received number'],
    [
      "{ kind: 'file', path: 'x', minSeverty: 'low' }",
      '1:40: unknown setting "minSeverty" (did you mean "minSeverity"?)',
    ],
    ["{ kind: 'exec', command: 'rm -rf /' }", '1:38: alerts[0].command: expected array, received string'],
    ["{ kind: 'exec', command: ['a'], shell: true }", '1:45: unknown setting "shell"'],
    [
      "{ kind: 'slack', url: 'slack.com/x' }",
      '1:35: alerts[0].url: expected an address that starts with https://',
    ],
    [
      "{ kind: 'file', path: 'x', name: 'a b' }",
      '1:46: alerts[0].name: expected up to 40 letters, digits, and . _ -',
    ],
    [
      "{ kind: 'file', path: 'x', quietHours: { from: '24:00', to: '7:00' } }",
      '1:60: alerts[0].quietHours.from: expected a time of the day such as 22:00',
      '1:73: alerts[0].quietHours.to: expected a time of the day such as 22:00',
    ],
    [
      "{ kind: 'file', path: 'x', quietHours: { from: '07:00', to: '07:00' } }",
      '1:52: alerts[0].quietHours: expected hours that begin and end at different times',
    ],
    [
      "{ kind: 'file', path: 'x', quietHours: { from: '07:00', to: '08:00', timeZone: 'Mars/Base', til: 1 } }",
      '1:92: alerts[0].quietHours.timeZone: expected a time zone such as Europe/Berlin',
      '1:105: unknown setting "til" (did you mean "to"?)',
    ],
    [
      "{ kind: 'email', host: 'h', from: 'a@b\\r\\nBcc: c@d', to: 'x@y' }",
      '1:47: alerts[0].from: expected an address such as security@example.com',
    ],
    [
      "{ kind: 'email', host: 'h', user: 'u', tls: 'none', from: 'a@b', to: 'x@y' }",
      '1:57: alerts[0].tls: would send the password in the clear',
    ],
    [
      "{ kind: 'file', path: 'x', name: 'a' }, { kind: 'file', path: 'y', name: 'a' }",
      '1:86: alerts[1].name: another one is called "a"',
    ],
  ])('are refused: %s', (entry, ...expected) => {
    expect(problems(`{ alerts: [ ${entry} ] }`)).toEqual(expected.map((problem) => `c:${problem}`));
  });

  test('of several mistakes all are told', () => {
    expect(
      problems("{ alerts: [{ kind: 'x' }, { kind: 'file' }, { kind: 'file', path: 1, repeat: 2 }] }"),
    ).toHaveLength(4);
  });
});
