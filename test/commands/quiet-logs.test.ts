import { describe, expect, test } from 'vitest';
import { evidenceFolder } from '../support/evidence-folder.ts';
import { logLine, noon } from '../support/gateway-lines.ts';
import { runCli } from '../support/run-cli.ts';

const changedAt = noon + 60_000;
const second = 1_000;
const write =
  'config.patch write actor=x device=unknown-device ip=unknown-ip changedPaths=logging.level restartReason=config.patch';

const ready = logLine(noon, 'gateway', 'http server listening (9 plugins, 1.9s)');
const changed =
  ready +
  logLine(changedAt, 'gateway', write) +
  logLine(changedAt + 300, 'gateway/reload', 'config change detected; evaluating reload (logging.level)') +
  logLine(changedAt + 900, 'gateway/ws', '⇄ res ✓ config.patch 900ms conn=38ef4599…bda2 id=0e7daf80…477f');
const warning = logLine(changedAt + 60 * second, 'memory', 'memory index not updated', 'WARN');
const dull = logLine(
  changedAt + 60 * second,
  'agents/agent-command',
  '[agent] run r-1 ended with stopReason=stop',
);

interface Told {
  readonly log?: string;
  /** Of `openclaw.json`; `null` where there is none. */
  readonly settings?: object | null;
}

const settingsOf = (logging: object, version = '2026.9.6') => ({
  meta: { lastTouchedVersion: version },
  gateway: { trustedProxies: ['127.0.0.1'] },
  logging,
});

/** What each detector says of a log level, and how to cure it. */
async function told({ log = changed, settings = settingsOf({ level: 'error' }) }: Told, ...more: string[]) {
  const folder = evidenceFolder({
    'logs/gateway.log': log,
    ...(settings && { 'openclaw.json': JSON.stringify(settings) }),
  });
  const path = settings === null ? `${folder}/logs/gateway.log` : folder;
  const { stdout } = await runCli(['coverage', path, ...more, '--format', 'json', '--now', nowText]);
  const { detectors } = JSON.parse(stdout) as {
    detectors: { id: string; because: string[]; cure: string[] }[];
  };
  return detectors.flatMap(({ id, because, cure }) => {
    const reason = because.find((text) => text.includes('logging.level`'));
    return reason === undefined
      ? []
      : [`${id}: ${reason} ${cure.find((text) => text.includes('logging.level'))}`];
  });
}

const nowText = new Date(noon + 3_600_000).toISOString();
const set = (level: string) =>
  `Set \`logging.level\` to ${level}: \`openclaw config set logging.level ${level}\`.`;
const since = 'Since 2026-11-22 12:01:00 UTC `logging.level` is';

describe('a log whose level was raised', () => {
  test('hides from then on what each detector needs of it, and says what brings it back', async () => {
    expect(await told({})).toEqual([
      `device-pairing-abuse: ${since} error: requests to pair and approvals of devices leave no line. ${set('info')}`,
      `evidence-gap: ${since} error: starts and stops of the gateway leave no line. ${set('debug')}`,
      `multi-ip-session: ${since} error: connections leave no line. ${set('info')}`,
      `repeated-auth-failures: ${since} error: refused logins and accepted logins leave no line. ${set('info')}`,
      `risky-config-change: ${since} error: changes of settings leave no line. ${set('info')}`,
      `unauthorized-sender: ${since} error: refused senders leave no line. ${set('debug')}`,
    ]);
  });

  test('to warn still tells of what is written as a warning', async () => {
    const texts = await told({ settings: settingsOf({ level: 'warn' }), log: changed + warning });
    expect(texts).toContain(
      `repeated-auth-failures: ${since} warn: accepted logins leave no line. ${set('info')}`,
    );
  });

  test('to silent does not even tell of tools that fail', async () => {
    const of = async (level: string) =>
      (await told({ settings: settingsOf({ level }) })).filter((text) => text.startsWith('unusual-tool-use'));
    expect(await of('error')).toEqual([]);
    expect(await of('silent')).toEqual([
      `unusual-tool-use: ${since} silent: tools that fail leave no line. ${set('info')}`,
    ]);
  });

  test('at a time of which no record tells: the settings say it, without a time', async () => {
    const [first] = await told({ log: ready });
    expect(first).toMatch(/^device-pairing-abuse: `logging.level` is error: requests to pair/);
  });

  test('long ago, before all that was asked for, is raised still', async () => {
    expect((await told({}, '--since', '5m'))[0]).toContain(since);
  });

  test('and put back hides nothing any more, nor does any level that writes lines of info', async () => {
    for (const level of ['info', 'debug', 'trace'])
      expect(await told({ settings: settingsOf({ level }) })).toEqual([]);
    expect(await told({ settings: settingsOf({}) })).toEqual([]);
  });

  test('of a gateway that heeds no level hides nothing', async () => {
    expect(await told({ settings: settingsOf({ level: 'error' }, '2026.2.26') })).toEqual([]);
  });
});

describe('a log whose level was changed, where no settings tell to what', () => {
  const at =
    '`logging.level` was changed at 2026-11-22 12:01:00 UTC, to what is not known, and no line of level info came since:';

  test('may miss lines when none of level info came since', async () => {
    const texts = await told({ log: changed + warning, settings: null });
    expect(texts).toContain(
      `evidence-gap: ${at} starts and stops of the gateway may be missing. Look what it is now, \`openclaw config get logging.level\`, or give the whole state folder.`,
    );
  });

  test('misses nothing once a line of level info came, be it of no interest', async () => {
    expect(await told({ log: changed + dull, settings: null })).toEqual([]);
  });

  test('misses nothing once a line of level debug came', async () => {
    const debug = logLine(changedAt + 60 * second, 'plugins', 'nothing to load', 'DEBUG');
    expect(await told({ log: changed + debug, settings: null })).toEqual([]);
  });

  test('and that a refused write did not change misses nothing', async () => {
    const refused = logLine(
      changedAt,
      'gateway/reload',
      'config reload skipped (invalid config): logging.level: bad',
      'WARN',
    );
    expect(await told({ log: ready + refused, settings: null })).toEqual([]);
  });
});
