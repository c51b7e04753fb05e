import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

/** One file, and how grep and jq count the lines that matter in it. */
export interface Contest {
  readonly name: string;
  readonly file: string;
  readonly grep: string;
  readonly jq: string;
}

export interface Row {
  readonly program: string;
  readonly bestSeconds: number;
  readonly medianSeconds: number;
  readonly megabytesPerSecond: number;
  /** Its own best time over that of openclaw-audit: 2 is twice as slow. */
  readonly timesOurs: number;
  readonly eventsPerSecond?: number;
  readonly peakMegabytes?: number;
}

interface Program {
  readonly program: string;
  readonly command: readonly [string, ...string[]];
}

/** Runs each program in turn, several times, so that a slow minute of the machine hits all alike. */
export function measure(contest: Contest, runs: number) {
  const programs = programsFor(contest).filter(isInstalled);
  const times = programs.map((): number[] => []);
  for (let run = 0; run < runs; run++) {
    for (const [index, { command }] of programs.entries()) times[index]?.push(secondsOf(command));
  }
  const megabytes = statSync(contest.file).size / 1e6;
  const ours = Math.min(...(times[0] ?? []));
  const rows = programs.map(({ program }, index): Row => {
    const sorted = [...(times[index] ?? [])].sort((a, b) => a - b);
    return figures(program, sorted, { megabytes, ours });
  });
  const { events, peakMegabytes } = whatWeSaw(contest.file);
  rows[0] = { ...(rows[0] as Row), eventsPerSecond: Math.round(events / ours), peakMegabytes };
  return { name: contest.name, megabytes: Math.round(megabytes), events, rows };
}

const reportOf = (file: string): string => `${file}.report.json`;
const memoryOf = (file: string): string => `${file}.memory`;

function programsFor({ file, grep, jq }: Contest): Program[] {
  // The program itself is not changed: a module loaded before it writes down its peak memory at the end.
  const witness = `import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(${JSON.stringify(memoryOf(file))},String(process.resourceUsage().maxRSS)))`;
  const preload = `data:text/javascript,${encodeURIComponent(witness)}`;
  const cli = [resolve('dist/src/cli.js'), file, '--format', 'json', '--output', reportOf(file)];
  return [
    { program: 'openclaw-audit', command: [process.execPath, '--import', preload, ...cli] },
    { program: 'grep -cE', command: ['grep', '-cE', grep, file] },
    { program: 'jq', command: ['jq', '-n', `reduce (inputs | select(${jq})) as $line (0; . + 1)`, file] },
  ];
}

function isInstalled({ program, command: [name] }: Program): boolean {
  const found = spawnSync(name, ['--version']).error === undefined;
  if (!found) console.error(`${program} is not installed: left out.`);
  return found;
}

function secondsOf([name, ...args]: Program['command']): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(name, args, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr.slice(-500)}`);
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function figures(
  program: string,
  sorted: readonly number[],
  { megabytes, ours }: { readonly megabytes: number; readonly ours: number },
): Row {
  const [best = 0] = sorted;
  const median = sorted[sorted.length >> 1] ?? best;
  return {
    program,
    bestSeconds: round(best),
    medianSeconds: round(median),
    megabytesPerSecond: Math.round(megabytes / best),
    timesOurs: round(best / ours),
  };
}

function whatWeSaw(file: string): { readonly events: number; readonly peakMegabytes: number } {
  const { summary } = JSON.parse(readFileSync(reportOf(file), 'utf8')) as {
    readonly summary: { readonly events: number };
  };
  const kilobytes = Number(readFileSync(memoryOf(file), 'utf8'));
  rmSync(reportOf(file));
  rmSync(memoryOf(file));
  return { events: summary.events, peakMegabytes: Math.round(kilobytes / 1024) };
}

const round = (seconds: number): number => Math.round(seconds * 100) / 100;
