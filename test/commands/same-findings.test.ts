import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { detectors } from '../../detectors/index.ts';
import { audit } from '../../src/commands/audit.ts';
import { readEvidence } from '../../src/commands/read-evidence.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { Finding } from '../../src/model/finding.ts';
import { openPaths } from '../../src/sources/open-paths.ts';
import { runCli } from '../support/run-cli.ts';

const options = { now: '2026-11-22T15:00:00Z', gateway: 'home', minSeverity: 'info' } as const;
const log = 'sample-logs/logs/gateway.log';
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'openclaw-audit-same-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const essence = (findings: readonly Finding[]) =>
  findings.map(({ id, detector, severity, count, firstSeen, lastSeen, summary }) => ({
    id,
    detector,
    severity,
    count,
    firstSeen,
    lastSeen,
    summary,
  }));

const filesOf = (root: string): string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.md'))
    .map((entry) => join(entry.parentPath, entry.name));

test('files in any order give the same findings', async () => {
  const files = filesOf('sample-logs').filter((path) => !/sessions\.json$|openclaw\.json$/.test(path));
  const { findings } = await audit(files, options);
  expect(findings.length).toBeGreaterThan(3);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(files, { minLength: files.length }), async (shuffled) => {
      expect(essence((await audit(shuffled, options)).findings)).toEqual(essence(findings));
    }),
    { numRuns: 10 },
  );
});

test('compressed files give the same findings', async () => {
  const copy = join(folder, 'compressed');
  cpSync('sample-logs', copy, { recursive: true });
  for (const path of filesOf(copy).filter((name) => /\.log$/.test(name))) {
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path)));
    rmSync(path);
  }
  const [plain, compressed] = [await audit(['sample-logs'], options), await audit([copy], options)];
  expect(essence(compressed.findings)).toEqual(essence(plain.findings));
});

test('a log cut into a rotation set gives the same findings', async () => {
  const copy = join(folder, 'rotated');
  cpSync('sample-logs', copy, { recursive: true });
  const lines = readFileSync(log, 'utf8').split(/(?<=\n)/);
  const at = [0, 40, 90, 120, lines.length];
  for (const [index, name] of ['gateway.3.log', 'gateway.2.log', 'gateway.1.log', 'gateway.log'].entries()) {
    writeFileSync(join(copy, 'logs', name), lines.slice(at[index], at[index + 1]).join(''));
  }
  const [whole, rotated] = [await audit(['sample-logs'], options), await audit([copy], options)];
  expect(essence(rotated.findings)).toEqual(essence(whole.findings));
});

test('standard input gives the same findings as the file', async () => {
  const common = ['--now', options.now, '--gateway', 'home', '--min-severity', 'info', '--format', 'json'];
  const [file, piped] = await Promise.all([
    runCli([unaccompanied(), ...common]),
    runCli(['-', ...common], { input: readFileSync(log) }),
  ]);
  const ids = (output: string) => JSON.parse(output).findings.map(({ id, count }: Finding) => [id, count]);
  expect(ids(piped.stdout).length).toBeGreaterThan(2);
  expect(ids(piped.stdout)).toEqual(ids(file.stdout));
});

/** A log without settings beside it, as standard input is. */
function unaccompanied(): string {
  const path = join(folder, 'gateway.log');
  writeFileSync(path, readFileSync(log));
  return path;
}

test('bytes split anywhere give the same findings', async () => {
  const bytes = readFileSync(log);
  const whole = await findingsOf([bytes]);
  expect(whole.length).toBeGreaterThan(2);
  const cuts = fc.uniqueArray(fc.nat(bytes.length), { minLength: 1, maxLength: 300 });
  await fc.assert(
    fc.asyncProperty(cuts, async (places) => {
      const sorted = [0, ...places.sort((a, b) => a - b), bytes.length];
      const chunks = sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end));
      expect(await findingsOf(chunks)).toEqual(whole);
    }),
    { numRuns: 25 },
  );
});

async function findingsOf(chunks: readonly Uint8Array[]) {
  async function* input() {
    yield* chunks;
  }
  const engine = new Engine(detectors.map((detector) => ({ detector, options: detector.options.parse({}) })));
  const opened = await openPaths(['-'], { standardInput: input() });
  const now = Date.parse(options.now);
  await readEvidence(opened, { gateway: 'home', now, oldest: Number.NEGATIVE_INFINITY }, (event) =>
    engine.push(event),
  );
  return essence(engine.findings());
}
