import { homedir } from 'node:os';
import type { SavedAlerts } from '../../alerts/saved-alerts.ts';
import type { Json } from '../../model/json.ts';
import type { SavedState } from '../../model/state.ts';
import { StateError } from '../../state/state-error.ts';
import { stateFolder } from '../../state/state-folder.ts';
import { StateRecord } from '../../state/state-record.ts';
import { tool } from '../tool.ts';
import type { SavedEvidence } from './live-evidence.ts';
import type { SavedTeller } from './teller.ts';

/** Position and memory in one record: after a crash nothing is lost, and nothing counted twice. */
export interface SavedWatch extends SavedTeller {
  readonly settingsHash: string;
  /** What it looks at; nothing in records of before. */
  readonly places?: readonly string[];
  /** Findings that ended before it are history. */
  readonly since: number;
  readonly alerts: SavedAlerts;
  readonly evidence: SavedEvidence;
  readonly engine: SavedState;
}

const longestShare = 20;
const shortestPause = 5_000;

/** Keeps the record of a watch on disk, no more often than it is worth. */
export class WatchRecord {
  readonly #record: StateRecord;
  readonly #warn: (message: string) => void;
  #savedAt = performance.now();
  #pause = shortestPause;
  #failed = false;

  private constructor(record: StateRecord, warn: (message: string) => void) {
    this.#record = record;
    this.#warn = warn;
  }

  static async open(
    stateDir: string | undefined,
    warn: (message: string) => void,
  ): Promise<{ record: WatchRecord; saved: SavedWatch | undefined }> {
    const folder = stateFolder(stateDir, process.env, homedir());
    const record = await StateRecord.open(folder, 'follow', { tool: tool.version });
    try {
      const saved = (await record.read()) as unknown as SavedWatch | undefined;
      return { record: new WatchRecord(record, warn), saved };
    } catch (error) {
      await record.close();
      throw error;
    }
  }

  get isDue(): boolean {
    return performance.now() - this.#savedAt >= this.#pause;
  }

  /** A full disk does not end the watch: it is said once, and tried again. */
  async save(watch: SavedWatch): Promise<void> {
    const begun = performance.now();
    try {
      await this.#record.write(watch as unknown as Json);
      this.#failed = false;
    } catch (error) {
      // Someone else follows with this state now: two would tell everything twice.
      if (!(error instanceof StateError) || error.code === 'LOCKED') throw error;
      if (!this.#failed)
        this.#warn(`${error.message}; the watch goes on, but would start anew after a crash`);
      this.#failed = true;
    }
    this.#savedAt = performance.now();
    this.#pause = Math.max(shortestPause, (this.#savedAt - begun) * longestShare);
  }

  async close(): Promise<void> {
    await this.#record.close();
  }
}
