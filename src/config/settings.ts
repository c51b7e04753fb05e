import type { AlertSettings } from '../model/alert.ts';
import type { DailySettings } from './daily-settings.ts';
import type { Suppression } from './suppression.ts';

/** What runs, and how: defaults applied, durations in milliseconds. */
export interface Settings {
  /** Of every known detector, by its id. */
  readonly detectors: { readonly [id: string]: DetectorSettings };
  /** For evidence without its `openclaw.json`. */
  readonly trustedProxies?: readonly string[];
  /** Of an access log that tells of several sites: those that are the gateway. */
  readonly proxyHosts?: readonly string[];
  readonly suppress: readonly Suppression[];
  readonly alerts: readonly AlertSettings[];
  readonly daily: DailySettings;
}

export interface DetectorSettings {
  readonly enabled: boolean;
  readonly options: unknown;
}

export interface LoadedSettings {
  readonly settings: Settings;
  /** SHA-256 of what findings depend on, the same however the file writes it. Alerts and the archive do not count. */
  readonly hash: string;
}

/** All that is wrong with a settings file, one `path:line:column: …` each. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}
