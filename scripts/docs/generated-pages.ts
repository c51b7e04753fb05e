import { readFileSync } from 'node:fs';
import { detectors } from '../../detectors/index.ts';
import { detectorHead, detectorTable } from './detector-docs.ts';

export interface Page {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** Every page with a generated part, as it is and as it should be. */
export function generatedPages(): Page[] {
  const heads = detectors.map((detector) =>
    page(`detectors/${detector.meta.id}/README.md`, 'head', detectorHead(detector)),
  );
  return [...heads, page('README.md', 'detectors', detectorTable(detectors))];
}

function page(path: string, part: string, content: string): Page {
  const before = readFileSync(path, 'utf8');
  return { path, before, after: replaceGenerated(before, { path, part, content }) };
}

/** Replaces what stands between `<!-- generated: part -->` and `<!-- end of part -->`. */
export function replaceGenerated(
  text: string,
  { path, part, content }: { readonly path: string; readonly part: string; readonly content: string },
): string {
  const [opening, closing] = [`<!-- generated: ${part} -->`, `<!-- end of ${part} -->`];
  const start = text.indexOf(opening);
  const end = text.indexOf(closing, start);
  if (start < 0 || end < 0) throw new Error(`${path} needs the lines ${opening} and ${closing}`);
  return `${text.slice(0, start)}${opening}\n\n${content}\n\n${text.slice(end)}`;
}
