import { detectors } from '../../detectors/index.ts';
import type { EnabledDetector } from '../engine/engine.ts';
import type { Finding } from '../model/finding.ts';
import { detectorOf } from './detectors.ts';
import type { RawOptions } from './options.ts';

export interface RunSettings {
  readonly detectors: readonly EnabledDetector[];
  readonly settingsHash: string;
  readonly trustedProxies: readonly string[] | undefined;
  readonly suppressedBy: (finding: Finding) => string | null;
}

export async function loadSettings({ detector: only, skip }: RawOptions): Promise<RunSettings> {
  for (const id of [...only, ...skip]) detectorOf(id);
  return {
    detectors: detectors
      .filter(({ meta }) => (only.length === 0 || only.includes(meta.id)) && !skip.includes(meta.id))
      .map((detector) => ({ detector, options: detector.options.parse({}) })),
    settingsHash: '',
    trustedProxies: undefined,
    suppressedBy: () => null,
  };
}
