/**
 * `npm run bench:follow -- [--seconds 60] [--rate 1000] [--rotate 0] [--attack 0.5]`: a follower beside a writer of
 * so many lines a second, with a rotation each `--rotate` seconds. Each `--attack` seconds the writer ends a series
 * of five refused logins of a fresh address: the time from there to the printed alert is the latency. Each of these
 * is a finding that stays open for an hour. Run `npm run build` first.
 */
import { spawn } from 'node:child_process';
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { logLine, refusedLines } from '../test/support/gateway-lines.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    rate: { type: 'string', default: '1000' },
    rotate: { type: 'string', default: '0' },
    attack: { type: 'string', default: '0.5' },
  },
});
const seconds = Number(values.seconds);
const rate = Number(values.rate);
const rotate = Number(values.rotate) * 1_000;
const attackEvery = Number(values.attack) * 1_000;
const failures = 5;

const folder = mkdtempSync(join(tmpdir(), 'openclaw-audit-follow-bench-'));
const log = join(folder, 'gateway.log');
writeFileSync(log, logLine(Date.now(), 'gateway', 'ready (pid 1)'));
const child = spawn(
  process.execPath,
  [
    resolve('dist/src/cli.js'),
    folder,
    '--follow',
    '--format',
    'ndjson',
    '--gateway',
    'bench',
    '--min-severity',
    'info',
    '--state-dir',
    `${folder}-state`,
  ],
  { stdio: ['ignore', 'pipe', 'pipe'] },
);

interface Said {
  readonly kind: string;
  readonly count: number;
  readonly note: string;
  readonly entities: { readonly ips: readonly string[] };
}

const written = new Map<string, number>();
const latencies: number[] = [];
const counts = new Map<string, number>();
const gaps: string[] = [];
createInterface({ input: child.stdout }).on('line', (line) => {
  const { kind, entities, count, note } = JSON.parse(line) as Said;
  if (kind === 'gap') gaps.push(note);
  if (kind !== 'finding') return;
  for (const ip of entities.ips) {
    const at = written.get(ip);
    if (at !== undefined && !counts.has(ip)) latencies.push(performance.now() - at);
    counts.set(ip, count);
  }
});
await new Promise((started) => child.stderr.once('data', started));

const memory: { readonly hours: number; readonly megabytes: number; readonly descriptors: number }[] = [];
const begun = performance.now();
let lines = 0;
let series = 0;
let number = 0;
let rotations = 0;
let rotatedAt = begun;
while (performance.now() - begun < seconds * 1_000) {
  const due = Math.floor(((performance.now() - begun) / 1_000) * rate);
  const dull: string[] = [];
  for (; lines < due; lines++)
    dull.push(logLine(Date.now(), 'gateway', `heartbeat number ${lines} of a busy gateway`));
  if (dull.length > 0) appendFileSync(log, dull.join(''));
  if (performance.now() - begun > series * attackEvery) attack();
  if (rotate > 0 && performance.now() - rotatedAt > rotate) turn();
  if (performance.now() - begun > memory.length * (seconds > 600 ? 60_000 : 5_000)) memory.push(usage());
  await setTimeout(5);
}
await setTimeout(2_000);
child.kill('SIGTERM');
await new Promise((closed) => child.once('close', closed));
for (const path of [folder, `${folder}-state`]) rmSync(path, { recursive: true, force: true });

latencies.sort((a, b) => a - b);
const at = (share: number) =>
  Math.round(latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN);
console.table({
  lines: `${lines} in ${seconds} s, ${rotations} rotations`,
  alerts: `${latencies.length} of ${series}`,
  'counted exactly': [...counts.values()].filter((count) => count === failures).length,
  'write to alert, ms': `median ${at(0.5)}, 99 % ${at(0.99)}, worst ${at(1)}`,
  'memory, MB': memory.map(({ megabytes }) => megabytes).join(' '),
  'memory slope, MB an hour': `${slope()} over the second half`,
  gaps: [...new Set(gaps)].join('; ') || 'none',
  descriptors: memory.map(({ descriptors }) => descriptors).join(' '),
});

/** Of a line through the measurements; the first half warms up. */
function slope(): number {
  const points = memory.slice(Math.floor(memory.length / 2));
  const mean = (of: (point: (typeof points)[number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [time, megabytes] = [mean((point) => point.hours), mean((point) => point.megabytes)];
  const rise = mean((point) => (point.hours - time) * (point.megabytes - megabytes));
  return Math.round(rise / mean((point) => (point.hours - time) ** 2));
}

function attack(): void {
  const ip = `203.0.${Math.floor(series / 250)}.${(series % 250) + 1}`;
  let text = '';
  for (let i = 0; i < failures; i++) text += refusedLines({ time: Date.now(), number: number++, peer: ip });
  appendFileSync(log, text);
  written.set(ip, performance.now());
  series++;
}

/** As the gateway does: the live log becomes `.1`, older ones move on, five are kept. */
function turn(): void {
  const archive = (age: number) => join(folder, `gateway.${age}.log`);
  for (let age = 4; age >= 1; age--) {
    if (readdirSync(folder).includes(`gateway.${age}.log`)) renameSync(archive(age), archive(age + 1));
  }
  renameSync(log, archive(1));
  writeFileSync(log, '');
  rotations++;
  rotatedAt = performance.now();
}

function usage() {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  return {
    hours: (performance.now() - begun) / 3_600_000,
    megabytes: Math.round(kilobytes / 1024),
    descriptors: readdirSync(`/proc/${child.pid}/fd`).length,
  };
}
