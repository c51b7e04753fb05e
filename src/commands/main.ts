import { setFlagsFromString } from 'node:v8';
import { CommanderError } from 'commander';
import { visible } from '../facts/escape.ts';
import { StateError } from '../state/state-error.ts';
import { AuditError } from './audit-error.ts';
import { exitCodes } from './exit-codes.ts';
import { buildProgram } from './program.ts';

/** Runs the command line and returns its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  // On a machine with much memory node lets garbage grow to four times what is alive.
  setFlagsFromString('--heap-growing-percent=25');
  process.stdout.on('error', leaveQuietly);
  let code: number = exitCodes.done;
  const program = buildProgram((result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv);
    return code;
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof AuditError || error instanceof StateError) {
    process.stderr.write(
      `${error.message
        .split('\n')
        .map((line) => `openclaw-audit: ${visible(line)}`)
        .join('\n')}\n`,
    );
    return error.code === 'UNWRITABLE' ? exitCodes.failed : exitCodes.usage;
  }
  const { stack, message } = error instanceof Error ? error : { stack: undefined, message: String(error) };
  process.stderr.write(`openclaw-audit: failed while running: ${visible(message)}\n${stack ?? ''}\n`);
  return exitCodes.failed;
}

/** The reader of a pipe may leave when it has seen enough. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCodes.done);
}
