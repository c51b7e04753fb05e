import { readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isInstalled, type Run, runOnce } from './run-once.ts';

/** One file, or a folder of them, and how grep and jq count the lines that matter in it. */
export interface Contest {
  readonly name: string;
  readonly place: string;
  readonly grep: string;
  readonly jq: string;
}

interface Row {
  readonly program: string;
  readonly bestSeconds: number;
  readonly medianSeconds: number;
  /** Processor time of the best run: tells more than seconds on a machine that others use. */
  readonly cpuSeconds: number | undefined;
  readonly megabytesPerSecond: number;
  readonly peakMegabytes: number | undefined;
  /** Its best time over that of openclaw-audit: 2 is twice as slow. */
  readonly timesOurs: number;
}

interface Program {
  readonly program: string;
  readonly command: readonly [string, ...string[]];
}

export interface Result {
  readonly name: string;
  readonly megabytes: number;
  readonly rows: readonly Row[];
}

/** Runs each program in turn, several times, so that a slow minute of the machine hits all alike. */
export function measure(contest: Contest, times: number): Result {
  const programs = programsFor(contest).filter(({ command: [name] }) => isInstalled(name));
  const runs = programs.map((): Run[] => []);
  for (let time = 0; time < times; time++) {
    for (const [index, { command }] of programs.entries()) runs[index]?.push(runOnce(command));
  }
  const megabytes = sizeOf(contest.place) / 1e6;
  const ours = Math.min(...(runs[0] ?? []).map(({ seconds }) => seconds));
  const rows = programs.map(({ program }, index) => rowOf(program, runs[index] ?? [], { megabytes, ours }));
  return { name: contest.name, megabytes: Math.round(megabytes), rows };
}

/** Where openclaw-audit writes its report. */
export const reportOf = (place: string): string => `${place}.report.json`;

/** Bytes of a file, or of all files in a folder; 0 where nothing is. */
export function sizeOf(place: string): number {
  return filesIn(place).reduce((sum, file) => sum + statSync(file).size, 0);
}

function filesIn(place: string): readonly string[] {
  const stats = statSync(place, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats ? [place] : [];
  const entries = readdirSync(place, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

function programsFor({ place, grep, jq }: Contest): Program[] {
  const cli = [resolve('dist/src/cli.js'), place, '--format', 'json', '--output', reportOf(place)];
  const files = filesIn(place);
  const count = `reduce (inputs | select(${jq})) as $line (0; . + 1)`;
  return [
    { program: 'openclaw-audit', command: [process.execPath, ...cli] },
    { program: 'grep -hcE', command: ['grep', '-hcE', grep, ...files] },
    { program: 'jq', command: ['jq', '-n', count, ...files] },
  ];
}

function rowOf(
  program: string,
  runs: readonly Run[],
  { megabytes, ours }: { readonly megabytes: number; readonly ours: number },
): Row {
  const sorted = [...runs].sort((a, b) => a.seconds - b.seconds);
  const best = sorted[0] ?? { seconds: Number.NaN };
  return {
    program,
    bestSeconds: round(best.seconds),
    medianSeconds: round((sorted[sorted.length >> 1] ?? best).seconds),
    cpuSeconds: best.cpuSeconds,
    megabytesPerSecond: Math.round(megabytes / best.seconds),
    peakMegabytes: best.peakMegabytes,
    timesOurs: round(best.seconds / ours),
  };
}

const round = (seconds: number): number => Math.round(seconds * 100) / 100;
