import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { livePrinter } from '../../src/commands/follow/live-printer.ts';
import { startWatch } from '../../src/commands/follow/start-watch.ts';
import { WatchRecord } from '../../src/commands/follow/watch-record.ts';
import { defaultOptions } from '../../src/commands/options.ts';
import { loadSettings } from '../../src/commands/settings.ts';
import type { Finding } from '../../src/model/finding.ts';
import { nothingLearned } from '../../src/state/learned/learned.ts';
import { reportOf } from '../commands/daily/report-of.ts';
import { evidenceFolder } from '../support/evidence-folder.ts';
import { attack, logLine, noon } from '../support/gateway-lines.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const options = { ...defaultOptions(), quiet: true, gateway: 'g', now: new Date(noon).toISOString() };

/** Watches a folder until a finding is told; returns all that was told, and the last report. */
async function watchUntilFound(folder: string, state: string, write: () => void) {
  const { record, saved } = await WatchRecord.open(state, () => {});
  const told: Finding[] = [];
  const stop = new AbortController();
  const printer = {
    finding: (finding: Finding) => {
      told.push(finding);
      stop.abort();
    },
    gap: () => {},
    heartbeat: () => {},
    close: async () => {},
  };
  const settings = await loadSettings(options, noon);
  const asked = { paths: [folder], options: { ...options, stateDir: state }, settings };
  const watch = await startWatch({ ...asked, printer, record, saved, learned: nothingLearned });
  setImmediate(write);
  await watch.run(stop.signal);
  await record.close();
  return { told, report: watch.report(), figures: watch.figures() };
}

test('a watch tells what is written while it runs, reports what it saw, and goes on from there', async () => {
  const folder = evidenceFolder({
    'logs/gateway.log': logLine(noon - 60_000, 'gateway', 'ready (pid 1)'),
    'logs/commands.log': '',
  });
  const log = join(folder, 'logs/gateway.log');
  const state = temporaryFolder();
  const first = await watchUntilFound(folder, state, () => appendFileSync(log, attack()));
  expect(first.told.map(({ id }) => id)).toContain(first.report.findings[0]?.id);
  expect(first.figures).toMatchObject({ sources: 2, files: { truncations: 0 } });
  const again = () => appendFileSync(log, attack(noon + 7_200_000));
  const second = await watchUntilFound(folder, state, again);
  expect(second.told.map(({ id }) => id)).not.toContain(first.told[0]?.id);
  expect(second.report.coverage.sources.find(({ name }) => name === log)?.unreadable).toBe(0);
});

test('a document is told entry by entry as it changes, and after a restart not again', async () => {
  const allowed = (...times: readonly number[]) =>
    JSON.stringify({
      version: 1,
      agents: {
        '*': { allowlist: times.map((lastUsedAt) => ({ lastUsedAt, lastUsedCommand: 'ls' })) },
      },
    });
  const folder = evidenceFolder({
    'logs/gateway.log': logLine(noon - 60_000, 'gateway', 'ready (pid 1)'),
    'exec-approvals.json': allowed(noon - 50_000),
  });
  const state = temporaryFolder();
  const first = await watchUntilFound(folder, state, () => {
    writeFileSync(join(folder, 'exec-approvals.json'), allowed(noon - 50_000, noon - 1));
    appendFileSync(join(folder, 'logs/gateway.log'), attack());
  });
  const again = () => appendFileSync(join(folder, 'logs/gateway.log'), attack(noon + 7_200_000));
  const second = await watchUntilFound(folder, state, again);
  // Of the document one entry and then the other.
  expect(first.figures.events - second.figures.events).toBe(2);
  const document = second.report.coverage.sources.find(({ kind }) => kind === 'exec-allowlist');
  expect(document).toMatchObject({ events: 2, unreadable: 0 });
});

test('daily tells of what a watch saw and the gateway has pruned since, each event once', async () => {
  const folder = evidenceFolder({
    'logs/gateway.log': logLine(noon - 60_000, 'gateway', 'ready (pid 1)') + attack(noon - 50_000),
  });
  const log = join(folder, 'logs/gateway.log');
  const state = temporaryFolder();
  await watchUntilFound(folder, state, () => appendFileSync(log, attack()));
  const daily = { date: '2026-11-22', gateway: 'g' };
  const [both] = (await reportOf(folder, state, daily)).days;
  // The same is read anew, as after a crash, and then it is gone.
  rmSync(join(state, 'follow.state'), { force: true });
  await watchUntilFound(folder, state, () => appendFileSync(log, attack(noon + 20_000)));
  rmSync(log);
  const [alone] = (await reportOf(folder, state, daily)).days;
  expect(both?.counts.events).toBe(16);
  expect(alone?.counts.events).toBe(24);
  expect(alone?.fresh.map(({ count }) => count)).toContain(24);
});

test('only line formats can be printed as they happen', () => {
  const look = { color: false, width: 80, utc: true, quiet: false, verbose: false };
  expect(() => livePrinter('json', look, undefined)).toThrow('--format is table or ndjson, not json');
});

test('the state of a watch of other places is refused, with the way out', async () => {
  const evidence = () => evidenceFolder({ 'logs/gateway.log': logLine(noon - 60_000, 'gateway', 'ready') });
  const [one, other, state] = [evidence(), evidence(), temporaryFolder()];
  const write = (folder: string) => () => appendFileSync(join(folder, 'logs/gateway.log'), attack());
  await watchUntilFound(one, state, write(one));
  await expect(watchUntilFound(other, state, write(other))).rejects.toThrow(/watch of .*--state-dir/);
});
