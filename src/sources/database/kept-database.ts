import { KeptCopy } from './kept-copy.ts';
import { connect, defaultLimit, type OpenedDatabase } from './open-database.ts';
import { copyDatabase, type Generation, privateCopy } from './private-copy.ts';

export interface KeepOptions {
  readonly databaseLimit?: number;
  /** Where the copy lies; the folder for temporary files. */
  readonly folder?: string | undefined;
}

/** A private copy that stays open and is brought up to date, so that a large database is not copied again and again. */
export class KeptDatabase {
  readonly opened: OpenedDatabase;
  readonly #copy: KeptCopy | undefined;
  readonly #limit: number;
  #generation: Generation | undefined;

  private constructor(opened: OpenedDatabase, kept: { copy: KeptCopy | undefined; limit: number }) {
    this.opened = opened;
    this.#copy = kept.copy;
    this.#limit = kept.limit;
  }

  /** Throws an `Error` that says why it cannot be read. */
  static async open(
    path: string,
    { databaseLimit: limit = defaultLimit, folder }: KeepOptions,
  ): Promise<KeptDatabase> {
    const copied = await privateCopy(path, { limit, folder });
    const opened = connect(copied, { alone: false });
    const copy = isKept ? await KeptCopy.of(copied.path).catch(() => undefined) : undefined;
    // All files are open by now, so that their names can go: a run that is killed leaves nothing behind.
    if (isKept) copied.remove();
    const database = new KeptDatabase(opened, { copy, limit });
    database.#generation = copied.generation;
    return database;
  }

  /** Without a log there is nothing to go by: then the whole is to be copied again. */
  get canFollow(): boolean {
    return this.#copy !== undefined;
  }

  /** Brings it up to date; throws an `Error` that says why it cannot, and must not be read then. */
  async follow(path: string): Promise<void> {
    if (!this.#copy) throw new Error('this copy is not kept');
    const since = this.#generation;
    this.#generation = undefined;
    const changes = { limit: this.#limit, ...(since !== undefined && { since }) };
    this.#generation = await copyDatabase(path, this.#copy.parts, changes);
  }

  async close(): Promise<void> {
    this.opened.close();
    await this.#copy?.close();
  }
}

/** There a file that is open keeps its name. */
const isKept = process.platform !== 'win32';
