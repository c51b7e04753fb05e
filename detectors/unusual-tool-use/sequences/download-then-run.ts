import { hostOf, isDownloader, isLocal, type Step } from '../../../src/detector-kit/index.ts';
import { runsOf, savedAs } from '../commands/runs-download.ts';
import type { Sign } from '../sign.ts';
import type { Trail } from './trail.ts';

/** A file that an earlier call downloaded is run. Within one call it is a dangerous command. */
export function downloadThenRun(trail: Trail, steps: readonly Step[]): Sign | undefined {
  const ran = trail.files.find(({ name }) => steps.some((step) => runsOf(step, name)));
  const downloads = steps.filter(isDownloader).map((step) => ({ name: savedAs(step), host: hostOf(step) }));
  trail.files.push(...downloads.filter(({ name, host }) => name !== '' && host !== '' && !isLocal(host)));
  if (ran === undefined) return undefined;
  return {
    rule: 'download-then-run',
    subject: ran.host,
    severity: 'medium',
    text: `ran ${ran.name} after it was downloaded from ${ran.host}`,
    seen: null,
    threshold: null,
  };
}
