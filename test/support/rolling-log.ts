import { appendFileSync, existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/** The gateway's side of a daily log: lines that come in pieces, archives, a new file at midnight. */
export class RollingLog {
  readonly #folder: string;
  readonly #below: (limit: number) => number;
  #day = 22;
  #pending = '';

  constructor(folder: string, below: (limit: number) => number) {
    this.#folder = folder;
    this.#below = below;
  }

  /** Some of the text may wait for a later call: a line is not written in one piece. */
  write(text: string): void {
    this.#pending += text;
    const whole = this.#below(4) === 0;
    this.#append(whole ? this.#pending.length : this.#below(this.#pending.length + 1));
  }

  flush(): void {
    this.#append(this.#pending.length);
  }

  rotate(): void {
    this.flush();
    for (let age = 8; age >= 1; age--) {
      if (existsSync(this.#archive(age))) renameSync(this.#archive(age), this.#archive(age + 1));
    }
    if (existsSync(this.#log)) renameSync(this.#log, this.#archive(1));
  }

  nextDay(): void {
    this.flush();
    this.#day = Math.min(30, this.#day + 1);
  }

  get #log(): string {
    return join(this.#folder, `openclaw-2026-11-${this.#day}.log`);
  }

  #archive(age: number): string {
    return this.#log.replace(/log$/, `${age}.log`);
  }

  #append(length: number): void {
    if (length > 0) appendFileSync(this.#log, this.#pending.slice(0, length));
    this.#pending = this.#pending.slice(length);
  }
}
