import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { detectors } from '../../detectors/index.ts';
import { sinkKinds } from '../alerts/sinks/index.ts';
import type { DailySettings } from '../config/daily-settings.ts';
import { loadSettings as parseSettings } from '../config/load-settings.ts';
import { type LoadedSettings, SettingsError } from '../config/settings.ts';
import { suppressedBy } from '../config/suppress.ts';
import type { EnabledDetector } from '../engine/engine.ts';
import type { AlertSettings } from '../model/alert.ts';
import type { Finding } from '../model/finding.ts';
import { AuditError } from './audit-error.ts';
import { detectorOf } from './detectors.ts';
import type { RawOptions } from './options.ts';

export interface RunSettings {
  readonly detectors: readonly EnabledDetector[];
  readonly settingsHash: string;
  readonly trustedProxies: readonly string[] | undefined;
  readonly proxyHosts: readonly string[] | undefined;
  readonly alerts: readonly AlertSettings[];
  readonly daily: DailySettings;
  /** `at` is when it is asked; a suppression may have ended by then. */
  readonly suppressedBy: (finding: Finding, at?: number) => string | null;
}

/** The settings file's, narrowed by `--detector` and `--skip`. Relative times count from `now`. */
export async function loadSettings(options: RawOptions, now: number): Promise<RunSettings> {
  const { settings, hash } = await readSettings(options.config);
  const { suppress, trustedProxies, proxyHosts, alerts, daily } = settings;
  const enabled = detectors.filter(({ meta }) => settings.detectors[meta.id]?.enabled !== false);
  const chosen = choose(enabled, options);
  return {
    detectors: chosen.map((detector) => ({
      detector,
      options: settings.detectors[detector.meta.id]?.options,
    })),
    settingsHash: hash,
    trustedProxies,
    proxyHosts,
    alerts,
    daily,
    suppressedBy: (finding, at = now) => suppressedBy(finding, suppress, at),
  };
}

/** Of the given file, else of the first that exists in the usual places, else the defaults. */
export async function readSettings(
  file: string | undefined,
): Promise<LoadedSettings & { readonly path?: string }> {
  for (const path of file === undefined ? usualPlaces() : [file]) {
    const text = await readText(path, file !== undefined);
    if (text !== undefined) return { ...parse(text, path), path };
  }
  return parse('', 'defaults');
}

function parse(text: string, path: string): LoadedSettings {
  try {
    return parseSettings(text, path, { detectors, sinks: sinkKinds });
  } catch (error) {
    if (error instanceof SettingsError) throw new AuditError('SETTINGS', error.message, { cause: error });
    throw error;
  }
}

/** Never the gateway's own folder: the agent that is watched can write there. */
export function usualPlaces(): readonly string[] {
  const home = process.env.XDG_CONFIG_HOME || join(homedir(), '.config');
  return [join(home, 'openclaw-audit', 'config.json5'), '/etc/openclaw-audit/config.json5'];
}

async function readText(path: string, required: boolean): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (!required && isMissing(error)) return undefined;
    const why = error instanceof Error ? error.message : String(error);
    throw new AuditError('SETTINGS', `the settings file cannot be read: ${why}`, { cause: error });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function choose(enabled: typeof detectors, { detector: only, skip }: RawOptions): typeof detectors {
  const wanted = only.map(detectorOf);
  const unwanted = skip.map(detectorOf);
  // A detector that is asked for by name runs, whatever the settings say.
  const base = wanted.length > 0 ? detectors.filter((detector) => wanted.includes(detector)) : enabled;
  return base.filter((detector) => !unwanted.includes(detector));
}
