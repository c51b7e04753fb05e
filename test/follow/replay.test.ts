import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { Follower } from '../support/follower.ts';
import { linesByTime, quietCopy, write } from '../support/replay.ts';
import { runCli } from '../support/run-cli.ts';

const options = ['--gateway', 'g', '--now', '2026-11-22T23:00:00Z', '--min-severity', 'info'];

/** Of one finding all that a report and a watch must agree on. */
const told = ({ id, count, severity }: { id?: string; count?: number; severity?: string }) =>
  `${id} ${severity} ${count}`;

test.each([0, 3])(
  'recorded evidence, replayed line by line with %i kills, gives the findings of the report',
  async (kills) => {
    const home = mkdtempSync(join(tmpdir(), 'openclaw-audit-replay-'));
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    const copy = join(home, 'evidence');
    quietCopy('sample-logs', copy);
    const lines = linesByTime('sample-logs');
    const watchmen = [new Follower([copy, ...options, '--since', '2d'], home)];
    for (const [index, line] of lines.entries()) {
      write(copy, line);
      if (index % 20 === 0) await setImmediate();
      if (kills > 0 && index % Math.ceil(lines.length / (kills + 1)) === 1 && index > 1) {
        await watchmen.at(-1)?.started();
        await watchmen.at(-1)?.stop('SIGKILL');
        watchmen.push(new Follower([copy, ...options, '--since', '2d'], home));
      }
    }
    const last = watchmen.at(-1);
    await last?.started();
    await last?.stop();
    const newest = new Map(
      watchmen.flatMap((watchman) => watchman.findings()).map((finding) => [finding.id, finding]),
    );
    const { stdout } = await runCli([copy, ...options, '--since', '2d', '--format', 'json']);
    const { findings } = JSON.parse(stdout) as {
      findings: { id: string; count: number; severity: string }[];
    };
    expect(findings).not.toEqual([]);
    expect([...newest.values()].map(told).sort()).toEqual(findings.map(told).sort());
  },
);
