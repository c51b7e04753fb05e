import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { essence, reportOf } from './report-of.ts';

const evidenceFiles = ['logs', 'agents', 'audit-http.jsonl', 'audit-page.json'];

function samples(): { readonly evidence: string; readonly state: string } {
  const folder = temporaryFolder();
  const evidence = join(folder, 'home');
  mkdirSync(evidence);
  for (const name of [...evidenceFiles, 'openclaw.json'])
    cpSync(join('sample-logs', name), join(evidence, name), { recursive: true });
  return { evidence, state: join(folder, 'state') };
}

/** The log as a rotation set, cut at these lines; a higher number is older. */
function rotate(evidence: string, cuts: readonly number[]): string[] {
  const lines = readFileSync('sample-logs/logs/gateway.log', 'utf8').split(/(?<=\n)/);
  const at = [0, ...[...cuts].sort((a, b) => a - b), lines.length];
  return at.slice(1).map((end, index) => {
    const age = at.length - 2 - index;
    const path = join(evidence, 'logs', age === 0 ? 'gateway.log' : `gateway.${age}.log`);
    writeFileSync(path, lines.slice(at[index], end).join(''));
    return path;
  });
}

const archived = (state: string) =>
  readdirSync(state, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.gz'))
    .map((name) => join(state, name));

describe('a day is told the same', () => {
  test('from the evidence, from the archive, and from both', async () => {
    const { evidence, state } = samples();
    const first = essence(await reportOf(evidence, state));
    expect(essence(await reportOf(evidence, state))).toEqual(first);
    for (const name of evidenceFiles) rmSync(join(evidence, name), { recursive: true });
    const alone = await reportOf(evidence, state);
    expect(essence(alone)).toEqual(first);
    expect(alone.days[0]?.fresh.length).toBeGreaterThan(3);
  });

  test('whatever half of the evidence was pruned or renamed meanwhile', async () => {
    const whole = essence(await reportOf(samples().evidence, temporaryFolder()));
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 160 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(cuts, cuts, fc.nat(31), async (before, after, gone) => {
        const { evidence, state } = samples();
        rotate(evidence, before);
        expect(essence(await reportOf(evidence, state))).toEqual(whole);
        const files = [
          ...rotate(evidence, after),
          ...evidenceFiles.slice(1).map((name) => join(evidence, name)),
        ];
        for (const [index, path] of files.entries())
          if (gone & (1 << index)) rmSync(path, { recursive: true });
        expect(essence(await reportOf(evidence, state))).toEqual(whole);
      }),
      // The example: the same line last in an older file and first to tell in its copy.
      { numRuns: 8, examples: [[[3, 4], [3], 28]] },
    );
  });

  test('when it is read again from the middle of it on', async () => {
    const { evidence, state } = samples();
    const whole = essence(await reportOf(evidence, state));
    const [newest] = rotate(evidence, [80]).slice(-1);
    rmSync(join(evidence, 'logs', 'gateway.1.log'));
    expect(newest && existsSync(newest)).toBe(true);
    expect(essence(await reportOf(evidence, state))).toEqual(whole);
  });
});

describe('the archive', () => {
  test('is not written again when nothing is new', async () => {
    const { evidence, state } = samples();
    await reportOf(evidence, state);
    const files = archived(state);
    const before = files.map((path) => statSync(path).ino);
    await reportOf(evidence, state, { date: '2026-11-22', now: '2026-11-26T07:30:00Z' });
    expect(files).toHaveLength(1);
    expect(archived(state).map((path) => statSync(path).ino)).toEqual(before);
  });

  test('does not lose the part of a day that a later run did not read', async () => {
    const { evidence, state } = samples();
    const first = essence(await reportOf(evidence, state));
    await reportOf(evidence, state, { lookback: 1, date: '2026-11-23' });
    for (const name of evidenceFiles) rmSync(join(evidence, name), { recursive: true });
    expect(essence(await reportOf(evidence, state))).toEqual(first);
  });

  test('that is damaged is missing evidence of that day, and of no other', async () => {
    const { evidence, state } = samples();
    await reportOf(evidence, state);
    for (const path of archived(state)) writeFileSync(path, readFileSync(path).subarray(0, 999));
    for (const name of evidenceFiles) rmSync(join(evidence, name), { recursive: true });
    const { days } = await reportOf(evidence, state, { days: 2, date: '2026-11-23' });
    expect(days[0]?.gaps).toMatchObject([{ kind: 'archive' }]);
    expect(days[1]?.gaps).toEqual([]);
  });

  test('forgets days that are older than its settings say', async () => {
    const { evidence, state } = samples();
    await reportOf(evidence, state);
    const config = join(state, 'config.json5');
    writeFileSync(config, "{ daily: { keep: '1h' } }");
    await reportOf(evidence, state, { config, now: '2026-11-24T07:30:00Z' });
    expect(archived(state).filter((path) => path.includes('2026-11-22'))).toEqual([]);
  });

  test('of another place of evidence is never mixed in, also under the same name', async () => {
    const { evidence, state } = samples();
    await reportOf(evidence, state);
    const other = join(temporaryFolder(), 'home');
    mkdirSync(join(other, 'logs'), { recursive: true });
    writeFileSync(join(other, 'logs', 'gateway.log'), readFileSync('sample-logs/logs/gateway.log'));
    const fresh = await reportOf(other, temporaryFolder());
    expect(essence(await reportOf(other, state))).toEqual(essence(fresh));
  });
});
