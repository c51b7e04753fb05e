import { z } from 'zod';
import { readSavedAlerts, type SavedAlerts } from '../../alerts/saved-alerts.ts';
import type { Json } from '../../model/json.ts';
import type { Losses } from '../../reporters/daily/day-summary.ts';
import { StateRecord } from '../../state/state-record.ts';
import { tool } from '../tool.ts';

/** What one daily run tells the next. */
export interface SavedDaily {
  /** The days that the last run without `--date` and `--days` showed, and what was lost then. */
  readonly shown: ShownDays | null;
  /** Ids of the days that were handed to the alerts, the newest last. */
  readonly sent: readonly string[];
  readonly alerts: SavedAlerts | null;
}

export interface ShownDays {
  readonly from: string;
  readonly to: string;
  readonly losses: Losses;
  /** Of the run before, so that the same run says the same again. */
  readonly lossesBefore: Losses | null;
}

/** The record of the daily runs over one place of evidence; no two run at once. */
export class DailyMemory {
  saved: SavedDaily;
  readonly #record: StateRecord;

  private constructor(record: StateRecord, saved: SavedDaily) {
    this.#record = record;
    this.saved = saved;
  }

  /** `mark`: see `originMark`. Throws StateError. */
  static async open(folder: string, mark: string): Promise<DailyMemory> {
    const name = mark === '' ? 'daily' : `daily-${mark}`;
    const record = await StateRecord.open(folder, name, { tool: tool.version });
    try {
      return new DailyMemory(record, savedIn(await record.read()));
    } catch (error) {
      await record.close();
      throw error;
    }
  }

  async write(saved: SavedDaily): Promise<void> {
    this.saved = { ...saved, sent: saved.sent.slice(-mostSent) };
    await this.#record.write(this.saved as unknown as Json);
  }

  close(): Promise<void> {
    return this.#record.close();
  }
}

const mostSent = 400;

const words = z.array(z.string());
const losses = z.object({ blind: words, unopened: words });
const schema = z.object({
  shown: z.object({ from: z.string(), to: z.string(), losses, lossesBefore: losses.nullable() }).nullable(),
  sent: words,
  alerts: z.unknown(),
});

function savedIn(json: Json | undefined): SavedDaily {
  const { shown = null, sent = [], alerts } = schema.safeParse(json).data ?? {};
  return { shown, sent, alerts: readSavedAlerts(alerts) ?? null };
}
