import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { detectors } from '../detectors/index.ts';
import { generatedPages } from '../scripts/docs/generated-pages.ts';
import { optionsOf } from '../src/config/options-of.ts';
import type { Finding } from '../src/model/finding.ts';
import { runCli } from './support/run-cli.ts';
import { lineOf } from './support/test-detector.ts';

const headings = ['What it catches', 'Example', 'Why it matters', 'False positives', 'What to do'];

const shapes = {
  attack: /^T\d{4}(?:\.\d{3})?$/,
  atlas: /^AML\.(?:T\d{4}(?:\.\d{3})?|CS\d{4})$/,
  owasp: /^(?:LLM|ASI|API|A)\d{2}:\d{4}$/,
  openclaw:
    /^(?:https:\/\/docs\.openclaw\.ai\/\S*|GHSA(?:-[a-z0-9]{4}){3}|CVE-\d{4}-\d{4,7}|T-[A-Z]+-\d{3})$/,
} as const;

const folders = readdirSync('detectors', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

const samples = folders.flatMap((id) => samplesOf(id).map((path) => [path, id] as const));

const pages = generatedPages().map(({ path, before, after }) => [path, before, after] as const);

test('every folder is in the list, in alphabetical order', () => {
  expect(detectors.map(({ meta }) => meta.id)).toEqual(folders);
});

describe.each(detectors)('$meta.id', (detector) => {
  const { id, title, description, falsePositives, references, version } = detector.meta;

  test('is kebab-case and has its file and its test', () => {
    expect(id).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/);
    expect(existsSync(`detectors/${id}/${id}.ts`)).toBe(true);
    expect(existsSync(`test/detectors/${id}.test.ts`)).toBe(true);
  });

  test('says what it detects, and when it is wrong', () => {
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(description).toMatch(/^Detects .*\.$/);
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(falsePositives).not.toEqual([]);
  });

  test('refers to catalogues in their own form', () => {
    for (const [catalogue, shape] of Object.entries(shapes)) {
      for (const name of references[catalogue as keyof typeof shapes]) expect(name).toMatch(shape);
    }
  });

  test('gives every option a default and a meaning', () => {
    expect(() => detector.options.parse({})).not.toThrow();
    for (const { meaning } of optionsOf(detector)) expect(meaning).toMatch(/^[A-Z].*\.$/);
  });

  test('has a page with the five headings', () => {
    const page = readFileSync(`detectors/${id}/README.md`, 'utf8');
    expect([...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual(headings);
  });

  test('has a sample that it reports', () => expect(samplesOf(id)).not.toEqual([]));
});

test.each(samples)('%s is reported as beside it', async (path, id) => {
  const { stdout, stderr } = await runCli([
    path,
    '--detector',
    id,
    '--format',
    'json',
    '--min-severity',
    'info',
  ]);
  expect(stdout, stderr).not.toBe('');
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly Finding[] };
  const lines = findings.map((finding) => `${lineOf(finding)}\n`).join('');
  await expect(lines).toMatchFileSnapshot(`../${path.replace(/\.[a-z]+$/, '.findings.txt')}`);
});

test.each(pages)('the generated part of %s is up to date: npm run docs', (_, before, after) => {
  expect(before).toBe(after);
});

function samplesOf(id: string): string[] {
  const folder = `detectors/${id}/samples`;
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => /\.(?:jsonl|log|json)$/.test(name)).map((name) => `${folder}/${name}`);
}
