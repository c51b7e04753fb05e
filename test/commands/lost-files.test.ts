import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { evidenceFolder } from '../support/evidence-folder.ts';
import { logLine, noon } from '../support/gateway-lines.ts';
import { runCli } from '../support/run-cli.ts';

const second = 1_000;

const boot = (time: number, pid: number): string =>
  logLine(time, 'gateway', 'starting...') +
  logLine(time + second, 'gateway', `listening on ws://127.0.0.1:18789 (PID ${pid})`);
const busy = (time: number): string =>
  logLine(time, 'gateway/ws', '⇄ res ✓ sessions.list 53ms conn=38ef4599…bda2 id=0e7daf80…477f');

const first = boot(noon, 10) + busy(noon + 60 * second);
const shutdown = Array.from({ length: 200 }, (_, at) => busy(noon + (61 + at) * second)).join('');
const again = boot(noon + 300 * second, 11) + busy(noon + 360 * second);

/** Titles of what `evidence-gap` reports, and the gaps that events and coverage tell of. */
async function told(files: { readonly [path: string]: string | Uint8Array }) {
  const folder = evidenceFolder(files);
  const [report, events] = await Promise.all([
    runCli([folder, '--format', 'json', '--detector', 'evidence-gap']),
    runCli(['events', folder]),
  ]);
  const { findings, coverage } = JSON.parse(report.stdout);
  const gaps = events.stdout.split('\n').filter((line) => line.includes('"type":"evidenceGap"'));
  return {
    findings: findings.map(({ title }: { title: string }) => title),
    events: gaps.map((line) => (JSON.parse(line) as { gap: string }).gap),
    coverage: coverage.sources.flatMap(({ gaps: all }: { gaps: { kind: string }[] }) =>
      all.map(({ kind }) => kind),
    ),
  };
}

test('a gateway that starts twice with nothing lost between was killed', async () => {
  expect(await told({ 'logs/gateway.1.log': first, 'logs/gateway.log': again })).toEqual({
    findings: ['The gateway ended without shutting down'],
    events: [],
    coverage: [],
  });
});

test.each([
  ['an archive that is missing', { 'logs/gateway.2.log': first, 'logs/gateway.log': again }, 'rotation'],
  [
    'an archive that is cut short',
    {
      'logs/gateway.2.log': first,
      'logs/gateway.1.log.gz': gzipSync(shutdown).subarray(0, 200),
      'logs/gateway.log': again,
    },
    'truncated',
  ],
])('%s is an event, once in coverage, and may have told of a shutdown', async (_, files, gap) => {
  const { findings, events, coverage } = await told(files);
  expect(findings).toEqual([]);
  expect(events).toContain(gap);
  expect(coverage.filter((kind: string) => kind === gap)).toEqual([gap]);
});
