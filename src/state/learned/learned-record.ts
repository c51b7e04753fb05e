import { shellWord } from '../../facts/shell-word.ts';
import type { Json } from '../../model/json.ts';
import { readRecord, recordPath } from '../read-record.ts';
import { StateError } from '../state-error.ts';
import { type StateOptions, StateRecord } from '../state-record.ts';
import { type Learned, nothingLearned } from './learned.ts';
import { readLearned, savedLearned } from './saved.ts';

const name = 'learned';

/** What was learned, without its lock. Throws StateError DAMAGED, NEWER or UNREADABLE, with the way out. */
export async function peekLearned(folder: string): Promise<Learned> {
  return parsed(folder, await readRecord(folder, name));
}

/** What was learned, for one run at a time that adds to it. */
export class LearnedRecord {
  readonly #record: StateRecord;
  learned: Learned;

  private constructor(record: StateRecord, learned: Learned) {
    this.#record = record;
    this.learned = learned;
  }

  /** Throws StateError LOCKED, UNWRITABLE, DAMAGED, NEWER or UNREADABLE. */
  static async open(folder: string, options: StateOptions = {}): Promise<LearnedRecord> {
    const record = await StateRecord.open(folder, name, { level: 6, ...options });
    try {
      return new LearnedRecord(record, parsed(folder, await record.read()));
    } catch (error) {
      await record.close();
      throw error;
    }
  }

  async write(learned: Learned): Promise<void> {
    await this.#record.write(savedLearned(learned));
    this.learned = learned;
  }

  close(): Promise<void> {
    return this.#record.close();
  }
}

function parsed(folder: string, json: Json | undefined): Learned {
  if (json === undefined) return nothingLearned;
  const learned = readLearned(json);
  if (learned) return learned;
  const path = recordPath(folder, name);
  const why = `the saved state ${path} is damaged: it is whole, but no learned state`;
  throw new StateError(
    'DAMAGED',
    `${why}. To begin anew, move it away: mv ${shellWord(path)} ${shellWord(`${path}.bad`)}; what was learned is then lost`,
  );
}
