import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { outputSchemas } from '../../src/reporters/json-schema.ts';
import { evidenceFolder } from '../support/evidence-folder.ts';
import { Follower } from '../support/follower.ts';
import { attack, logLine, noon, refusedLines } from '../support/gateway-lines.ts';
import { runCli } from '../support/run-cli.ts';

const ready = (time: number) => logLine(time, 'gateway', 'ready (pid 1)');

function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'openclaw-audit-follow-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A log that a follower watches as of noon. */
function watched(text = ready(noon - 60_000)) {
  const folder = evidenceFolder({ 'logs/gateway.log': text });
  const log = join(folder, 'logs/gateway.log');
  const home = ownFolder();
  const follow = (...args: string[]) =>
    new Follower([folder, '--gateway', 'g', '--now', new Date(noon).toISOString(), ...args], home);
  return { folder, log, home, follow };
}

async function reported(folder: string) {
  const now = new Date(noon + 3_600_000).toISOString();
  const { stdout } = await runCli([folder, '--gateway', 'g', '--format', 'json', '--now', now]);
  return (JSON.parse(stdout) as { findings: { id: string; count: number }[] }).findings;
}

test('what happens is told as it happens, as the report tells it', async () => {
  const { folder, log, follow } = watched();
  const follower = follow();
  await follower.started();
  appendFileSync(log, attack());
  await follower.until(() => follower.findings().length > 0);
  expect(await follower.stop()).toBe(0);
  const [report] = await reported(folder);
  expect(follower.findings().at(-1)).toMatchObject({ id: report?.id, count: report?.count });
  expect(follower.said.map(({ kind }) => kind).slice(-2)).toEqual(['coverage', 'summary']);
});

test('what can be seen is said again when evidence of a new kind comes', async () => {
  const { log, follow } = watched('');
  const follower = follow();
  await follower.started();
  expect(follower.stderr).toMatch(/^openclaw-audit: 0 sources .* 10 detectors blind\n$/);
  appendFileSync(log, attack());
  await follower.until(() => /\n.*: 1 source .* 3 detectors blind/.test(follower.stderr));
});

test('T23: history warms the memory and is not told', async () => {
  const { log, follow } = watched(ready(noon - 7_200_000) + attack(noon - 7_000_000));
  const follower = follow();
  await follower.started();
  appendFileSync(log, attack());
  await follower.until(() => follower.findings().length > 0);
  expect(new Set(follower.findings().map(({ id }) => id)).size).toBe(1);
  await follower.stop();
});

test('with --since a replay is told from then on', async () => {
  const { follow } = watched(attack(noon - 7_000_000));
  const follower = follow('--since', '3h');
  await follower.until(() => follower.findings().length > 0);
  await follower.stop();
});

test('T12: an attack in the middle of which the follower is killed is counted once', async () => {
  const { folder, log, follow } = watched();
  const lines = attack().split('\n');
  const first = follow();
  await first.started();
  appendFileSync(log, lines.slice(0, 7).join('\n'));
  expect(await first.stop()).toBe(0);
  appendFileSync(
    log,
    lines
      .slice(7, 11)
      .map((line) => `\n${line}`)
      .join(''),
  );
  const second = follow();
  await second.started();
  await second.stop('SIGKILL');
  renameSync(log, join(folder, 'logs/gateway.1.log'));
  writeFileSync(log, '');
  appendFileSync(join(folder, 'logs/gateway.1.log'), '\n');
  appendFileSync(log, lines.slice(11).join('\n'));
  const third = follow();
  await third.until(() => third.findings().length > 0);
  await third.stop();
  const [report] = await reported(folder);
  expect(third.findings().at(-1)).toMatchObject({ id: report?.id, count: report?.count });
});

test('what was told is not told again after a restart', async () => {
  const { log, follow } = watched();
  const first = follow();
  await first.started();
  appendFileSync(log, attack());
  await first.until(() => first.findings().length > 0);
  await first.stop();
  const second = follow();
  await second.started();
  await second.stop();
  expect(second.findings()).toEqual([]);
});

test('a second follower with the same state says who has it', async () => {
  const { follow } = watched();
  const first = follow();
  await first.started();
  const second = follow();
  expect(await second.ended()).toBe(2);
  expect(second.stderr).toContain(`pid ${first.pid}`);
  await first.stop();
});

test('one whose state was taken away ends, and says so: two would tell everything twice', async () => {
  const { folder, log, home, follow } = watched();
  const state = join(home, 'state');
  const follower = follow('--state-dir', state);
  await follower.started();
  rmSync(state, { recursive: true });
  appendFileSync(log, attack());
  expect(await follower.ended()).toBe(2);
  expect(follower.stderr).toContain(`the lock ${join(state, 'follow.lock')} was removed or taken over`);
  expect(await reported(folder)).toHaveLength(1);
});

test('standard input is followed to its end', async () => {
  const follower = new Follower(['-', '--gateway', 'g', '--since', '2026-11-22'], ownFolder());
  follower.input?.end(attack());
  expect(await follower.ended()).toBe(0);
  expect(follower.findings()).not.toEqual([]);
});

test('formats that are no lines are refused', async () => {
  const { folder } = watched();
  const { code, stderr } = await runCli([folder, '--follow', '--format', 'json']);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'openclaw-audit: --follow prints lines: --format is table or ndjson, not json\n',
  });
});

test('on a terminal a finding is one line, and says what to do', async () => {
  const { folder, log, home } = watched();
  const now = new Date(noon).toISOString();
  const follower = new Follower(
    [folder, '--gateway', 'g', '--now', now, '--output', join(home, 'alerts')],
    home,
  );
  await follower.started();
  appendFileSync(log, attack() + refusedLines({ time: noon + 30_000, number: 99, peer: '127.0.0.1' }));
  await follower.until(() => follower.stderr.length > 0);
  await follower.stop();
  expect(readFileSync(join(home, 'alerts'), 'utf8')).not.toBe('');
});

test('events can be followed too', async () => {
  const { folder, log, home } = watched();
  const args = ['events', folder, '--gateway', 'g', '--now', new Date(noon).toISOString()];
  const follower = new Follower(args, home);
  await new Promise((looked) => setImmediate(looked));
  appendFileSync(log, attack());
  await follower.until(() => follower.said.length === 8);
  expect(await follower.stop()).toBe(0);
  expect(follower.said.every((event) => 'type' in event && event.type === 'authAttempt')).toBe(true);
});

test('state beside the evidence is refused: the watched agent could write there', async () => {
  const { folder, follow } = watched();
  const follower = follow('--state-dir', join(folder, 'audit'));
  expect(await follower.ended()).toBe(2);
  expect(follower.stderr).toContain("in the watched gateway's own folder");
});

test('an alert reaches its sink at once, and once', async () => {
  const { log, home, follow } = watched();
  const config = join(home, 'settings.json5');
  const alerts = join(home, 'alerts.ndjson');
  writeFileSync(config, JSON.stringify({ alerts: [{ kind: 'file', path: alerts, minSeverity: 'medium' }] }));
  const first = follow('--config', config);
  await first.started();
  appendFileSync(log, attack());
  await first.until(() => first.findings().length > 0);
  await first.stop();
  const second = follow('--config', config);
  await second.started();
  await second.stop();
  const told = readFileSync(alerts, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(told).toMatchObject([{ kind: 'finding', id: first.findings()[0]?.id }]);
});

test('a heartbeat proves that the watch is on, and the end tells what was met, zeros too', async () => {
  const { follow } = watched();
  const follower = follow('--heartbeat', '10ms');
  await follower.until(() => follower.said.some(({ kind }) => kind === 'heartbeat'));
  await follower.stop();
  expect(follower.said.find(({ kind }) => kind === 'heartbeat')).toMatchObject({ sources: 1, findings: 0 });
  expect(follower.said.at(-1)).toMatchObject({ following: { files: { truncations: 0, rotations: 0 } } });
  for (const said of follower.said) outputSchemas[said.schema as keyof typeof outputSchemas].parse(said);
});
