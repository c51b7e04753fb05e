import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface CliResult {
  /** `null` when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  /** Bytes for standard input; without it, standard input is empty. */
  readonly input?: string | Uint8Array;
  /** Added to a bare environment: an empty home, UTC, no colour. */
  readonly env?: { readonly [name: string]: string };
  readonly cwd?: string;
  /** For node itself. */
  readonly nodeOptions?: readonly string[];
}

/** Runs the built program in a process of its own. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const home = mkdtempSync(join(tmpdir(), 'openclaw-audit-home-'));
  try {
    return await spawnProgram(args, options, { ...bareEnvironment(home), ...options.env });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Also tells the most memory that the program ever held. */
export async function runMeasured(
  args: readonly string[],
  options: CliOptions = {},
): Promise<CliResult & { readonly peakMegabytes: number }> {
  const result = await runCli(args, { ...options, nodeOptions: ['--import', witness] });
  const [, kilobytes] = /\npeak (\d+)$/.exec(result.stderr) ?? [];
  return { ...result, peakMegabytes: Math.round(Number(kilobytes) / 1024) };
}

const witness =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("\\npeak "+process.resourceUsage().maxRSS))';

export const program = resolve('dist/src/cli.js');

/** An empty home, UTC, no colour. */
export const bareEnvironment = (home: string) => ({
  PATH: process.env.PATH ?? '',
  HOME: home,
  USERPROFILE: home,
  TZ: 'UTC',
  NO_COLOR: '1',
});

function spawnProgram(
  args: readonly string[],
  { input, cwd, nodeOptions = [] }: CliOptions,
  env: NodeJS.ProcessEnv,
): Promise<CliResult> {
  const child = spawn(process.execPath, [...nodeOptions, program, ...args], { env, ...(cwd && { cwd }) });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  // A program that has read enough closes its standard input early; that is no failure of the test.
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code, stdout: textOf(stdout), stderr: textOf(stderr) }));
  });
}

const textOf = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString('utf8');
