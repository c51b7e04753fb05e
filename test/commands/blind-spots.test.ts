import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evidenceFolder } from '../support/evidence-folder.ts';
import { hasSqlite, writeGatewayDatabase } from '../support/gateway-database.ts';
import { attack, logLine, noon } from '../support/gateway-lines.ts';
import { runCli } from '../support/run-cli.ts';

/** What the gateway writes nowhere, or only when asked: as the coverage says it. */
const blindSpots = {
  'logins over HTTP': 'Wrong tokens over HTTP',
  'addresses of turns over HTTP': 'Turns over HTTP',
  'successful logins': 'A successful login of a client other than the Control UI leaves no line',
  'the session of a connection': 'A connection is tied to a session only',
  'tools that succeed': 'At log level info only tools that fail are told',
  'targets of session tools': 'Only transcripts name the session that a tool reads or messages',
  'arguments of tools': 'No transcript was read: tools are known, their arguments are not',
  approvals: 'Approvals leave no line in the log',
  'reads over the RPC and /tools/invoke': 'leave no record that names a session',
  'refused senders': 'Gateways tell of refused senders at debug level alone',
  'who edited the settings': 'Without the journal of settings',
} as const;
type BlindSpot = keyof typeof blindSpots;

const log =
  attack() +
  logLine(noon + 60_000, 'gateway/ws', '⇄ res ✓ sessions.list 53ms conn=38ef4599…bda2 id=0e7daf80…477f');
const debug = logLine(noon + 61_000, 'agent/embedded', 'embedded run start: runId=r-1', 'DEBUG');
const verbose = [
  '← open remoteAddr=203.0.113.9 remotePort=39395 endpoint=203.0.113.9:39395->127.0.0.1:18789 conn=38ef4599…bda2',
  '← connect client=cli version=2026.9.6 mode=cli clientId=cli platform=linux auth=token conn=38ef4599…bda2',
]
  .map((message) => logLine(noon + 62_000, 'gateway/ws', message))
  .join('');
const proxy =
  '203.0.113.9 - - [22/Nov/2026:12:01:10 +0000] "POST /v1/chat/completions HTTP/1.1" 401 52 "-" "curl/8.5.0"\n';

const transcripts = (): { readonly [path: string]: string } => {
  const folder = 'sample-logs/agents/main/sessions';
  const names = readdirSync(folder).filter((name) => /\.jsonl?$|sessions\.json$/.test(name));
  return Object.fromEntries(
    names.map((name) => [`agents/main/sessions/${name}`, readFileSync(join(folder, name), 'utf8')]),
  );
};

async function blindIn(files: { readonly [path: string]: string }): Promise<readonly BlindSpot[]> {
  return blindInFolder(evidenceFolder(files));
}

async function blindInFolder(folder: string): Promise<readonly BlindSpot[]> {
  const { stdout } = await runCli(['coverage', folder, '--format', 'json']);
  const { detectors } = JSON.parse(stdout) as { detectors: { because: string[] }[] };
  const said = detectors.flatMap(({ because }) => because).join('\n');
  return (Object.keys(blindSpots) as BlindSpot[]).filter((spot) => said.includes(blindSpots[spot]));
}

test('a gateway log of default settings: every blind spot is said', async () => {
  expect(await blindIn({ 'logs/gateway.log': log })).toEqual(Object.keys(blindSpots));
});

test.each([
  [
    'an access log of the proxy',
    { 'logs/access.log': proxy },
    ['logins over HTTP', 'addresses of turns over HTTP'],
  ],
  ['--verbose', { 'logs/gateway.log': log + verbose }, ['successful logins']],
  [
    '--verbose and log level debug',
    { 'logs/gateway.log': log + verbose + debug },
    ['successful logins', 'the session of a connection', 'tools that succeed', 'refused senders'],
  ],
  ['log level debug', { 'logs/gateway.log': log + debug }, ['tools that succeed', 'refused senders']],
  [
    'transcripts',
    transcripts(),
    ['targets of session tools', 'arguments of tools', 'approvals', 'tools that succeed'],
  ],
] as const)('%s cures what it can, and nothing else', async (_, more, cured) => {
  const left = await blindIn({ 'logs/gateway.log': log, ...more });
  const spots = Object.keys(blindSpots) as BlindSpot[];
  expect(spots.filter((spot) => !left.includes(spot)).sort()).toEqual([...cured].sort());
});

/** A gateway whose databases are read, after these changes to them. */
function withDatabases(changes: { readonly state?: string; readonly agent?: string }): string {
  const folder = evidenceFolder({ 'logs/gateway.log': log + debug });
  writeGatewayDatabase(join(folder, 'state/openclaw.sqlite'), 'state', changes.state);
  writeGatewayDatabase(join(folder, 'agents/main/agent/openclaw-agent.sqlite'), 'agent', changes.agent);
  return folder;
}

const noRows = {
  state: 'DELETE FROM operator_approvals; DELETE FROM diagnostic_events; DELETE FROM audit_events;',
  agent: 'DELETE FROM transcript_events; DELETE FROM trajectory_runtime_events;',
};
const noTables = {
  state: 'DROP TABLE operator_approvals; DROP TABLE diagnostic_events; DROP TABLE audit_events;',
  agent: 'DROP TABLE transcript_events; DROP TABLE trajectory_runtime_events;',
};
const strangeTables = {
  state: 'ALTER TABLE diagnostic_events RENAME COLUMN created_at TO written_at;',
};

describe.skipIf(!hasSqlite)('the tables of a gateway', () => {
  test('are no blind spot when they were looked into and are empty', async () => {
    const full = await blindInFolder(withDatabases({}));
    expect(full).not.toContain('approvals');
    expect(full).not.toContain('who edited the settings');
    expect(await blindInFolder(withDatabases(noRows))).toEqual(full);
  });

  test('are blind spots when they are not there', async () => {
    const missing = [
      'arguments of tools',
      'approvals',
      'targets of session tools',
      'who edited the settings',
    ];
    expect(await blindInFolder(withDatabases(noTables))).toEqual(expect.arrayContaining(missing));
  });

  test('are blind spots when their rows are not understood, and the coverage says why', async () => {
    const folder = withDatabases(strangeTables);
    const { stdout } = await runCli(['coverage', folder, '--format', 'json']);
    const { detectors, sources } = JSON.parse(stdout);
    const [{ cure, because }] = detectors.filter(({ id }: { id: string }) => id === 'risky-config-change');
    expect(because[0]).toContain('Without the journal of settings');
    expect(cure[0]).toBe('It is there and could not be read: the coverage says why.');
    expect(JSON.stringify(sources)).toContain('its rows have no time that is known');
  });
});
