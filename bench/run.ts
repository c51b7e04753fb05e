/**
 * `npm run bench -- [--megabytes 300] [--runs 3]`: the whole program, all detectors on, beside grep and jq
 * that count the same in the same files. Run `npm run build` first.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { growDebugLog } from './grow-debug-log.ts';
import { growPlainLog } from './grow-plain-log.ts';
import { growTranscripts } from './grow-transcripts.ts';
import { type Contest, measure, reportOf, sizeOf } from './measure.ts';

const { values } = parseArgs({
  options: { megabytes: { type: 'string', default: '300' }, runs: { type: 'string', default: '3' } },
});
const bytes = Number(values.megabytes) * 1_000_000;
const folder = join(tmpdir(), 'openclaw-audit-bench');
mkdirSync(folder, { recursive: true });

const contests: readonly (Contest & { readonly grow: typeof growPlainLog })[] = [
  {
    name: 'debug log',
    place: join(folder, `debug-${values.megabytes}.log`),
    grow: growDebugLog,
    grep: 'unauthorized|closed before connect|embedded run tool|session turn created|hook auth|config[.](patch|apply)',
    jq: '.message | strings | test("unauthorized|closed before connect|embedded run tool|session turn created|hook auth|config[.](patch|apply)")',
  },
  {
    name: 'plain log',
    place: join(folder, `plain-${values.megabytes}.jsonl`),
    grow: growPlainLog,
    grep: '"outcome":"(failure|denied)"',
    jq: '.outcome == "failure" or .outcome == "denied"',
  },
  {
    name: 'transcripts',
    place: join(folder, `transcripts-${values.megabytes}`),
    grow: growTranscripts,
    grep: '"role":"toolResult"',
    jq: '.message.role == "toolResult"',
  },
];

const results = contests.map(({ grow, ...contest }) => {
  if (sizeOf(contest.place) < bytes) grow(contest.place, bytes);
  const result = measure(contest, Number(values.runs));
  const { events, findings } = JSON.parse(readFileSync(reportOf(contest.place), 'utf8')).summary;
  return {
    ...result,
    events,
    findings,
    eventsPerSecond: Math.round(events / (result.rows[0]?.bestSeconds ?? 0)),
  };
});
for (const { name, megabytes, rows, events, findings, eventsPerSecond } of results) {
  console.log(
    `\n${name}: ${megabytes} MB, ${events} events (${eventsPerSecond} a second), ${findings} findings`,
  );
  console.table(Object.fromEntries(rows.map(({ program, ...figures }) => [program, figures])));
}
const machine = { node: process.version, platform: `${process.platform} ${process.arch}` };
writeFileSync(new URL('results.json', import.meta.url), `${JSON.stringify({ machine, results }, null, 2)}\n`);
