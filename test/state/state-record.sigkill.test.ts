import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { readRecord } from '../../src/state/read-record.ts';
import { StateRecord } from '../../src/state/state-record.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Counts on from the saved number for ever, and says each number once it is saved. */
const counting = `
  const { StateRecord } = await import(${JSON.stringify(pathToFileURL(resolve('dist/src/state/state-record.js')).href)});
  const record = await StateRecord.open(process.argv[1], 'follow');
  const saved = await record.read();
  for (let count = (saved?.count ?? 0) + 1; ; count += 1) {
    // Now and then large enough to be compressed and to take several blocks.
    const padding = Array.from({ length: count % 5 === 0 ? 30_000 : 10 }, (_, index) => index * count);
    await record.write({ count, padding });
    process.stdout.write(count + '\\n');
  }
`;

function startCounting(folder: string): ChildProcess {
  const child = spawn(process.execPath, ['--input-type=module', '-e', counting, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Kills it when it has said so many numbers, wherever it is by then; the last that it said. */
async function killAfter(numbers: number, child: ChildProcess): Promise<number> {
  const said: number[] = [];
  const gone = once(child, 'close');
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  lines.on('line', (line) => {
    said.push(Number(line));
    if (said.length === numbers) child.kill('SIGKILL');
  });
  await gone;
  return said.at(-1) ?? 0;
}

test('a process that is killed in the middle loses nothing that was saved, and leaves the lock to the next', async () => {
  const folder = temporaryFolder();
  for (let round = 0; round < 20; round += 1) {
    const last = await killAfter(1 + ((round * 7) % 13), startCounting(folder));
    const saved = (await readRecord(folder, 'follow')) as { count: number; padding: number[] };
    // It may have died between saving a number and saying it.
    expect(last).toBeGreaterThan(0);
    expect([last, last + 1]).toContain(saved.count);
    expect(saved.padding.at(-1)).toBe((saved.padding.length - 1) * saved.count);
  }
  const next = await StateRecord.open(folder, 'follow');
  await next.write('all is well');
  await next.close();
  expect(readdirSync(folder)).toEqual(['follow.state']);
});

test('while another process writes, the lock is refused with its number', async () => {
  const folder = temporaryFolder();
  const child = startCounting(folder);
  await once(child.stdout ?? process.stdin, 'data');
  await expect(StateRecord.open(folder, 'follow')).rejects.toMatchObject({
    code: 'LOCKED',
    message: expect.stringContaining(`another openclaw-audit (pid ${child.pid}, since `),
  });
  const gone = once(child, 'close');
  child.kill('SIGKILL');
  await gone;
  await (await StateRecord.open(folder, 'follow')).close();
});
