import { type ChildProcess, spawn } from 'node:child_process';
import { excerpt } from '../facts/mask.ts';
import { DeliveryError } from './delivery-error.ts';

export interface Program {
  /** The program and its arguments, as they are: no shell reads them. */
  readonly command: readonly string[];
  readonly input: string;
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds. */
  readonly timeout: number;
}

/** Resolves when the program ended well; its output is not kept, but for the reason of a failure. */
export function runProgram({ command, input, env, timeout }: Program, signal: AbortSignal): Promise<void> {
  const [file = '', ...args] = command;
  const limit = AbortSignal.timeout(timeout);
  const stop = AbortSignal.any([signal, limit]);
  return new Promise((done, fail) => {
    const child = spawn(file, args, {
      env,
      shell: false,
      stdio: ['pipe', 'ignore', 'pipe'],
      // A group of its own, so that what it started ends with it.
      detached: hasGroups,
      windowsHide: true,
    });
    const complaint = complaintOf(child);
    const end = () => endGroup(child);
    stop.addEventListener('abort', end, { once: true });
    child.on('error', (error) => fail(new DeliveryError(`${file} did not start: ${error.message}`)));
    child.on('exit', (code, killed) => {
      stop.removeEventListener('abort', end);
      child.stderr?.destroy();
      if (code === 0) return done();
      const why = limit.aborted ? `did not end within ${timeout}ms` : `ended with ${code ?? killed}`;
      fail(new DeliveryError(`${file} ${why}${complaint()}`));
    });
    // It may end without having read its input.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

const hasGroups = process.platform !== 'win32';
const grace = 1000;
const longestComplaint = 2048;

function complaintOf({ stderr }: ChildProcess): () => string {
  let text = '';
  stderr?.on('data', (chunk: Buffer) => {
    if (text.length < longestComplaint) text += chunk.toString('utf8', 0, longestComplaint);
  });
  return () => (text === '' ? '' : `: ${excerpt(text, 100)}`);
}

/** Asks it to end, and then makes it. */
function endGroup(child: ChildProcess): void {
  killGroup(child, 'SIGTERM');
  const timer = setTimeout(() => killGroup(child, 'SIGKILL'), grace);
  child.once('exit', () => clearTimeout(timer));
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (hasGroups && child.pid !== undefined) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It has ended already.
  }
}
