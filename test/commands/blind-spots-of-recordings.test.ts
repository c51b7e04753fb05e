import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evidenceFolder } from '../support/evidence-folder.ts';
import { hasSqlite, writeGatewayDatabase } from '../support/gateway-database.ts';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

type Files = { readonly [path: string]: string | Uint8Array };
type Recording = { readonly [source: string]: () => Files };

const fixture = (path: string): string =>
  readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8');

const log = (name: string) => (): Files => ({ 'logs/gateway.log': fixture(`gateway-log/${name}.log`) });
const ledger = (): Files => ({ 'audit-1.json': fixture('ledger/page.json') });
const journals = (): Files => ({
  'logs/config-audit.jsonl': fixture('journals/config-audit.jsonl'),
  'logs/commands.log': fixture('journals/commands.log'),
});

/** The transcript of one session, and the index that says whose it is. */
function transcripts(): Files {
  const body = fixture('transcript/2026.2.26-main.jsonl');
  const { id } = JSON.parse(body.slice(0, body.indexOf('\n'))) as { id: string };
  return {
    [`agents/main/sessions/${id}.jsonl`]: body,
    'agents/main/sessions/sessions.json': JSON.stringify({ 'agent:main:alice': { sessionId: id } }),
  };
}

function database(name: 'state' | 'agent', path: string): () => Files {
  return () => {
    const file = join(temporaryFolder(), 'recorded.sqlite');
    writeGatewayDatabase(file, name);
    return { [path]: readFileSync(file) };
  };
}

const databases: Recording = {
  'the database of the gateway': database('state', 'state/openclaw.sqlite'),
  'the databases of the agents': database('agent', 'agents/main/agent/openclaw-agent.sqlite'),
};

const recordings: { readonly [name: string]: Recording } = {
  '2026.2.26-info': {
    'the log': log('2026.2.26-info'),
    'the transcripts': transcripts,
    'the journals': journals,
  },
  '2026.9.6-info-without-databases': { 'the log': log('2026.9.6-info'), 'the ledger': ledger },
  '2026.9.6-debug-without-databases': { 'the log': log('2026.9.6-debug'), 'the ledger': ledger },
  ...(hasSqlite && {
    '2026.9.6-info': { 'the log': log('2026.9.6-info'), 'the ledger': ledger, ...databases },
    '2026.9.6-debug': { 'the log': log('2026.9.6-debug'), 'the ledger': ledger, ...databases },
  }),
};

/** What each detector cannot see, why, and what cures it: one line each. */
async function blindSpots(sources: Recording): Promise<readonly string[]> {
  const files = Object.assign({}, ...Object.values(sources).map((source) => source())) as Files;
  const { stdout } = await runCli(['coverage', evidenceFolder(files), '--format', 'json']);
  const { detectors } = JSON.parse(stdout) as {
    detectors: { id: string; sight: string; because: string[]; cure: string[] }[];
  };
  return detectors.flatMap(({ id, sight, because, cure }) => [
    `${id} sees ${sight === 'full' ? 'all' : sight === 'blind' ? 'nothing' : 'a part'}`,
    ...because.map((reason) => `${id}: ${reason}`),
    ...cure.map((step) => `${id} > ${step}`),
  ]);
}

const without = (sources: Recording, gone: string): Recording =>
  Object.fromEntries(Object.entries(sources).filter(([name]) => name !== gone));

describe.each(Object.entries(recordings))('the recording %s', (name, sources) => {
  test('says what it does not show, and what becomes dark without each of its sources', async () => {
    const whole = await blindSpots(sources);
    const pages = [`all of it\n${whole.join('\n')}`];
    for (const gone of Object.keys(sources)) {
      const left = await blindSpots(without(sources, gone));
      const more = left.filter((line) => !whole.includes(line)).map((line) => `+ ${line}`);
      const less = whole.filter((line) => !left.includes(line)).map((line) => `- ${line}`);
      pages.push(`without ${gone}\n${[...less, ...more].join('\n')}`);
    }
    await expect(`${pages.join('\n\n')}\n`).toMatchFileSnapshot(`./snapshots/blind-spots-${name}.txt`);
  });
});
