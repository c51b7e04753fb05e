import { execFile } from 'node:child_process';

export interface CommandResult {
  /** 0 when it worked. */
  readonly code: number;
  /** What it said, of both kinds. */
  readonly output: string;
}

/** Runs a program by its name and words, without a shell. */
export type RunCommand = (program: string, words: readonly string[]) => Promise<CommandResult>;

export const runCommand: RunCommand = (program, words) =>
  new Promise((done) => {
    execFile(program, [...words], { timeout: 60_000 }, (error, stdout, stderr) => {
      const output = `${stdout}${stderr}`.trim();
      if (!error) done({ code: 0, output });
      else done({ code: typeof error.code === 'number' ? error.code : 127, output: output || error.message });
    });
  });
