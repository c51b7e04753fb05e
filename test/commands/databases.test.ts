import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { evidenceFolder } from '../support/evidence-folder.ts';
import { hasSqlite, writeGatewayDatabase } from '../support/gateway-database.ts';
import { runCli } from '../support/run-cli.ts';

const state = 'state/openclaw.sqlite';
const agent = 'agents/research/agent/openclaw-agent.sqlite';

function gateway(): string {
  const folder = evidenceFolder({});
  writeGatewayDatabase(join(folder, state), 'state');
  writeGatewayDatabase(join(folder, agent), 'agent');
  return folder;
}

const options = [
  '--format',
  'json',
  '--now',
  '2026-11-22T15:00:00Z',
  '--gateway',
  'home',
  '--skip',
  'multi-ip-session',
];

describe.skipIf(!hasSqlite)('the databases of a gateway alone', () => {
  test('tell who read whose session, and nothing of what was said', async () => {
    const folder = gateway();
    const { code, stdout, stderr } = await runCli([folder, ...options]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const report = JSON.parse(stdout);
    expect(report.findings).toContainEqual(
      expect.objectContaining({
        detector: 'cross-session-access',
        entities: expect.objectContaining({ sessions: expect.arrayContaining(['agent:main:alice']) }),
      }),
    );
    expect(report.coverage.complete).toBe(true);
    expect(stdout).not.toContain('Look at what');
    expect(readdirSync(join(folder, 'state'))).toEqual(['openclaw.sqlite']);
  });

  test('stay closed where people spoke, with --no-transcripts', async () => {
    const { stdout } = await runCli([gateway(), ...options, '--no-transcripts']);
    const { coverage } = JSON.parse(stdout);
    const kinds = coverage.sources.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toContain('ledger');
    expect(kinds).not.toContain('transcript');
    expect(coverage.ignored).toEqual([
      `${agent} (transcript_events, trajectory_runtime_events: left closed)`,
    ]);
  });

  test('count each call once, though three tables tell it', async () => {
    const { stdout } = await runCli(['events', gateway(), '--now', '2026-11-22T15:00:00Z']);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const first = events.filter(({ type, first: isFirst }) => type === 'toolExecution' && isFirst);
    const calls = first.map(({ callId }) => callId);
    expect(new Set(calls).size).toBe(calls.length);
    expect(calls.length).toBeGreaterThan(2);
  });
});

test.skipIf(hasSqlite)('an older Node says in one line that databases stay unread, and goes on', async () => {
  const log =
    '{"time":"2026-11-21T09:16:40.005Z","event":"authAttempt","outcome":"failure","ip":"198.51.100.2"}\n';
  const folder = evidenceFolder({ 'audit.jsonl': log, [state]: '', [agent]: '' });
  const { code, stdout, stderr } = await runCli([folder, ...options]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { coverage } = JSON.parse(stdout);
  const gaps = coverage.sources.flatMap((source: { gaps: { note: string }[] }) => source.gaps);
  expect(gaps).toHaveLength(1);
  expect(gaps[0].note).toContain('openclaw audit --json');
  const incomplete = await runCli([folder, ...options, '--require-complete']);
  expect(incomplete.code).toBe(4);
});
