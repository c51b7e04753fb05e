import { readFileSync } from 'node:fs';
import { nameOf } from './list-detector.ts';

export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** The files of a new detector: a small one that works, to be changed step by step. */
export function templates(id: string): NewFile[] {
  return [
    file(`detectors/${id}/${id}.ts`, 'detector.ts.txt', id),
    file(`detectors/${id}/README.md`, 'README.md.txt', id),
    file(`detectors/${id}/samples/refused-again-and-again.jsonl`, 'sample.jsonl', id),
    file(`detectors/${id}/samples/refused-again-and-again.findings.txt`, 'findings.txt', id),
    file(`test/detectors/${id}.test.ts`, 'test.ts.txt', id),
  ];
}

function file(path: string, template: string, id: string): NewFile {
  const text = readFileSync(new URL(`template/${template}`, import.meta.url), 'utf8');
  return {
    path,
    text: text.replaceAll('ID', id).replaceAll('NAME', nameOf(id)).replaceAll('TITLE', titleOf(id)),
  };
}

/** `secret-in-output` → `Secret in output`. */
const titleOf = (id: string): string => `${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll('-', ' ')}`;
