import { exitCodes } from './exit-codes.ts';
import type { RawOptions } from './options.ts';
import { readSettings, usualPlaces } from './settings.ts';
import { print } from './write-output.ts';

/** `openclaw-audit config check [file]`: every mistake, or that there is none. */
export async function checkConfig(file: string | undefined, options: RawOptions): Promise<number> {
  const { path, settings } = await readSettings(file ?? options.config);
  if (!path) {
    await print(`No settings file (looked for ${usualPlaces().join(', ')}): the defaults hold.\n`);
    return exitCodes.done;
  }
  const enabled = Object.entries(settings.detectors).filter(([, { enabled: on }]) => on);
  const { suppress, alerts } = settings;
  await print(
    `${path} is fine: ${enabled.length} detectors, ${suppress.length} suppressions, ${alerts.length} alerts.\n`,
  );
  return exitCodes.done;
}
