import { join, resolve } from 'node:path';
import type { Json } from '../model/json.ts';
import { type Disk, realDisk } from './disk.ts';
import { type Lock, takeLock } from './lock.ts';
import { type ReadOptions, readRecord, recordPath } from './read-record.ts';
import { encodeRecord } from './record-format.ts';
import { replaceFile } from './replace-file.ts';
import { reasonOf, StateError } from './state-error.ts';
import { currentVersion, type Upgrades, upgradesOf } from './upgrades.ts';

export interface StateOptions extends ReadOptions {
  /** Version of the program, for the message of an older one that meets the record. */
  readonly tool?: string;
  /** Of gzip: what is written seldom may take longer, and be smaller. */
  readonly level?: number;
}

/** What outlives a run, in one file of a folder, with one writer at a time. */
export class StateRecord {
  readonly #folder: string;
  readonly #name: string;
  readonly #lock: Lock;
  readonly #options: { readonly disk: Disk; readonly upgrades: Upgrades } & Pick<
    StateOptions,
    'tool' | 'level'
  >;
  #lastWrite: Promise<void> = Promise.resolve();
  #closed = false;

  private constructor(folder: string, name: string, lock: Lock, options: StateOptions) {
    this.#folder = folder;
    this.#name = name;
    this.#lock = lock;
    this.#options = { disk: realDisk, upgrades: upgradesOf(name), ...options };
  }

  /** Makes the folder and takes the lock of this record. Throws StateError LOCKED or UNWRITABLE. */
  static async open(folder: string, name: string, options: StateOptions = {}): Promise<StateRecord> {
    const { disk = realDisk } = options;
    const path = resolve(folder);
    const lock = await orUnwritable(path, async () => {
      await disk.mkdir(path);
      return await takeLock(join(path, `${name}.lock`), disk);
    });
    return new StateRecord(path, name, lock, options);
  }

  /** `undefined` when nothing was ever saved. Throws StateError DAMAGED, NEWER or UNREADABLE, with the way out. */
  async read(): Promise<Json | undefined> {
    return await readRecord(this.#folder, this.#name, this.#options);
  }

  /** Takes the value as it is now. Whatever happens, StateError UNWRITABLE or a crash, the value before or this one is there, whole. */
  async write(value: Json): Promise<void> {
    if (this.#closed) throw new Error(`the ${this.#name} state is closed`);
    const text = JSON.stringify(value);
    const written = this.#lastWrite.then(() => this.#replace(text));
    this.#lastWrite = written.catch(() => {});
    await written;
  }

  /** Waits for the last write, then lets others have the lock. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#lastWrite;
    await this.#lock.release();
  }

  async #replace(text: string): Promise<void> {
    const { disk, upgrades, tool, level } = this.#options;
    const about = { name: this.#name, version: currentVersion(upgrades), tool };
    const path = recordPath(this.#folder, this.#name);
    await orUnwritable(path, async () => {
      const bytes = await encodeRecord(text, about, level);
      await this.#lock.assertHeld();
      await replaceFile(path, bytes, { disk });
    });
  }
}

async function orUnwritable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StateError) throw error;
    const message = `cannot write the state in ${path}: ${reasonOf(error)}`;
    throw new StateError(
      'UNWRITABLE',
      `${message}; make room or let this user write there, or choose another --state-dir`,
      {
        cause: error,
      },
    );
  }
}
