import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { bareEnvironment, program } from './run-cli.ts';

interface Said {
  readonly schema: string;
  readonly kind: string;
  readonly id?: string;
  readonly count?: number;
  readonly severity?: string;
  readonly detector?: string;
  readonly entities?: { readonly [kind: string]: readonly string[] };
}

/** A follower in a process of its own, that prints NDJSON. */
export class Follower {
  readonly said: Said[] = [];
  stderr = '';
  readonly #child: ChildProcess;
  readonly #closed: Promise<unknown>;
  #wake: () => void = () => {};

  constructor(args: readonly string[], home: string) {
    const all = [program, ...args, '--follow', '--format', 'ndjson'];
    this.#child = spawn(process.execPath, all, {
      env: bareEnvironment(home),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#closed = once(this.#child, 'close');
    const { stdout, stderr } = this.#child;
    if (stdout) createInterface({ input: stdout }).on('line', (line) => this.#hear(JSON.parse(line)));
    stderr?.on('data', (text: Buffer) => {
      this.stderr += text.toString();
      this.#wake();
    });
    onTestFinished(() => void this.#child.kill('SIGKILL'));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get input(): NodeJS.WritableStream | null {
    return this.#child.stdin;
  }

  /** History was read, and what can be seen was said. */
  async started(): Promise<void> {
    await this.until(() => this.stderr.includes('\n'));
  }

  findings(): readonly Said[] {
    return this.said.filter(({ kind }) => kind === 'finding');
  }

  /** Waits until it has said so; fails when it ended before. */
  async until(isTrue: () => boolean): Promise<void> {
    const closed = this.#closed.then(() => 'closed');
    while (!isTrue()) {
      const woken = new Promise((wake) => {
        this.#wake = () => wake('woken');
      });
      if ((await Promise.race([woken, closed])) === 'closed' && !isTrue())
        throw new Error(`the follower ended too early: ${this.stderr}`);
    }
  }

  /** Asks it to end, and returns its exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.#child.kill(signal);
    return await this.ended();
  }

  async ended(): Promise<number | null> {
    await this.#closed;
    return this.#child.exitCode;
  }

  #hear(said: Said): void {
    this.said.push(said);
    this.#wake();
  }
}
