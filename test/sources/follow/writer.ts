import { appendFile, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/** Writes one log into a folder and rotates it in all the ways that are in use. */
export class Writer {
  readonly #folder: string;
  readonly #daily: boolean;
  #day = 10;
  #written: string[] = [];
  /** Bytes of a line that were not written yet. */
  #rest = Buffer.alloc(0);

  constructor(folder: string, { daily }: { daily: boolean }) {
    this.#folder = folder;
    this.#daily = daily;
  }

  get written(): readonly string[] {
    return this.#written;
  }

  get #live(): string {
    return this.#daily ? `openclaw-2026-11-${this.#day}.log` : 'openclaw.log';
  }

  /** A line with so many bytes of filling, of which a part is held back. */
  async append(filling: number, held: number): Promise<void> {
    const text = `${this.#written.length} ${'\u00e9x'.repeat(filling / 3)}`;
    this.#written.push(text);
    const bytes = Buffer.concat([this.#rest, Buffer.from(`${text}\n`)]);
    const end = Math.max(0, bytes.length - held);
    this.#rest = bytes.subarray(end);
    await appendFile(this.#path(this.#live), bytes.subarray(0, end));
  }

  async flush(): Promise<void> {
    if (this.#rest.length > 0) await appendFile(this.#path(this.#live), this.#rest);
    this.#rest = Buffer.alloc(0);
  }

  async rotate(): Promise<void> {
    await this.flush();
    await this.#shift();
    await rename(this.#path(this.#live), this.#path(this.#archive(1))).catch(() => {});
  }

  /** As `copytruncate` of logrotate; others may look in between. */
  async copyTruncate(look: () => Promise<void>): Promise<void> {
    await this.flush();
    const live = this.#path(this.#live);
    if (!(await exists(live))) return;
    await this.#shift();
    const bytes = await readFile(live);
    const half = bytes.length / 2;
    for (const part of [bytes.subarray(0, 0), bytes.subarray(0, half), bytes.subarray(half)]) {
      await appendFile(this.#path(this.#archive(1)), part);
      await look();
    }
    await truncate(live);
  }

  async nextDay(): Promise<void> {
    await this.flush();
    if (this.#daily) this.#day += 1;
    else await this.rotate();
  }

  /** One of the files that are not written any more. */
  async compress(which: number): Promise<void> {
    const names = (await readdir(this.#folder)).filter(
      (name) => name !== this.#live && !name.endsWith('.gz'),
    );
    const name = names[which % Math.max(1, names.length)];
    if (!name) return;
    await writeFile(this.#path(`${name}.gz`), gzipSync(await readFile(this.#path(name))));
    await rm(this.#path(name));
  }

  async #shift(): Promise<void> {
    for (let number = 9; number > 0; number--)
      for (const ending of ['', '.gz']) {
        const from = this.#path(this.#archive(number) + ending);
        if (await exists(from)) await rename(from, this.#path(this.#archive(number + 1) + ending));
      }
  }

  #archive(number: number): string {
    return this.#live.replace(/log$/, `${number}.log`);
  }

  #path(name: string): string {
    return join(this.#folder, name);
  }
}

/** What a file holds, from a byte on. */
export async function contentFrom(path: string, offset: number): Promise<{ text: string; line: number }> {
  const bytes = await readFile(path);
  const plain = path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  const line = plain.subarray(0, offset).toString('latin1').split('\n').length;
  const end = plain.indexOf(0x0a, offset);
  return { text: plain.subarray(offset, end === -1 ? plain.length : end).toString(), line };
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
