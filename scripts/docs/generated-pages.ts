import { readFileSync } from 'node:fs';
import { detectors } from '../../detectors/index.ts';
import { detectorHead, detectorTable } from './detector-docs.ts';
import { replaceGenerated } from './replace-generated.ts';
import { dailyOutput, sampleOutput } from './sample-output.ts';

export interface Page {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Every page with a generated part, as it is and as it should be. */
export function generatedPages(): Page[] {
  const heads = detectors.map((detector) =>
    page(`detectors/${detector.meta.id}/README.md`, { head: detectorHead(detector) }),
  );
  return [
    ...heads,
    page('README.md', {
      detectors: detectorTable(detectors),
      'sample-logs': sampleOutput(),
      daily: dailyOutput(),
    }),
  ];
}

function page(path: string, parts: { readonly [name: string]: string }): Page {
  const before = readFileSync(path, 'utf8');
  const replace = (text: string, [part, content]: readonly [string, string]): string =>
    replaceGenerated(text, { path, part, content });
  return { path, before, after: Object.entries(parts).reduce(replace, before) };
}
