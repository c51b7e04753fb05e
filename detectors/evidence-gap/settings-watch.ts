import { type AuditEvent, clamp, type DetectorContext, type Memory } from '../../src/detector-kit/index.ts';
import type { Options } from './options.ts';

type Change = { readonly time: number; readonly what: string };

const recording = /^(?:logging|diagnostics)(?:\.|$)/;

/** When the settings of what is recorded were changed last. */
export class SettingsWatch {
  readonly #together: number;
  readonly #changes: Memory<Change>;

  constructor({ options, memory }: DetectorContext<Options>) {
    this.#together = options.together;
    this.#changes = memory<Change>('settings', { max: 2_000 });
  }

  /** True when the change is one of what is recorded. */
  note({ gateway, time, paths, result }: AuditEvent<'configChange'>): boolean {
    const own = paths.filter((path) => recording.test(path));
    if (own.length === 0 || result === 'invalid') return false;
    const last = this.#changes.get(gateway);
    // The journal and the log tell of one change, in their own words.
    const isTwin = last !== undefined && time - last.time < 5_000;
    if (!isTwin) this.#changes.set(gateway, { time, what: clamp(own.join(', '), 120) });
    return true;
  }

  /** What was changed shortly before that time. */
  before(gateway: string, time: number): string | undefined {
    const last = this.#changes.get(gateway);
    return last !== undefined && time >= last.time && time - last.time < this.#together
      ? last.what
      : undefined;
  }

  /** Whether it was changed in that span. */
  isWithin(gateway: string, from: number, to: number): boolean {
    const last = this.#changes.get(gateway);
    return last !== undefined && last.time >= from && last.time <= to;
  }
}
