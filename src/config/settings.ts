import type { Suppression } from './suppression.ts';

/** What runs, and how: defaults applied, durations in milliseconds. */
export interface Settings {
  /** Of every known detector, by its id. */
  readonly detectors: { readonly [id: string]: DetectorSettings };
  /** For evidence without its `openclaw.json`. */
  readonly trustedProxies?: readonly string[];
  readonly suppress: readonly Suppression[];
  /** By their kind; what builds them checks the rest. */
  readonly alerts: readonly { readonly kind: string; readonly [option: string]: unknown }[];
}

export interface DetectorSettings {
  readonly enabled: boolean;
  readonly options: unknown;
}

export interface LoadedSettings {
  readonly settings: Settings;
  /** SHA-256 of the settings, the same however the file writes them. */
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
