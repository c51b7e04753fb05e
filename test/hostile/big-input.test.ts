import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { attack, noon, refusedLines } from '../support/gateway-lines.ts';
import { runMeasured } from '../support/run-cli.ts';

const minute = 60_000;
/** On a machine that is busy with other things. */
const patience = 10 * minute;
const slow = '203.0.113.99';
const loud = '203.0.113.66';

/** What the program says of a file that is made piece by piece, and the memory it took. */
async function reportOn(name: string, pieces: Iterable<string | Uint8Array>) {
  const folder = mkdtempSync(join(tmpdir(), 'openclaw-audit-big-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = openSync(join(folder, name), 'w');
  for (const piece of pieces) writeSync(file, Buffer.from(piece));
  closeSync(file);
  const output = join(folder, 'report.json');
  const args = [join(folder, name), '--format', 'json', '--output', output, '--now', '2026-11-22T14:00:00Z'];
  const { peakMegabytes, stderr } = await runMeasured(args);
  expect(stderr).not.toContain('failed');
  return { peakMegabytes, report: JSON.parse(readFileSync(output, 'utf8')) };
}

const wordsOf = (report: { findings: { summary: string }[] }) =>
  report.findings.map(({ summary }) => summary).join('\n');

interface Guess {
  readonly time: number;
  readonly number: number;
  readonly ip: string;
}

/** Each address guesses once within the hour before noon; one comes back after every few thousand others. */
function* flood(addresses: number, apart: number, line: (guess: Guess) => string): Generator<string> {
  const pause = (60 * minute) / addresses;
  let lines: string[] = [];
  for (let number = 0; number < addresses; number++) {
    const time = noon - 60 * minute + Math.floor(number * pause);
    lines.push(line({ time, number, ip: `100.${number >> 16}.${(number >> 8) & 255}.${number & 255}` }));
    if (number % apart === apart - 1) lines.push(line({ time, number: addresses + number, ip: slow }));
    if (lines.length < 1_000) continue;
    yield lines.join('');
    lines = [];
  }
  for (let index = 0; index < 8; index++) {
    lines.push(line({ time: noon + index * 2_000, number: 2 * addresses + index, ip: loud }));
  }
  yield lines.join('');
}

const plainLine = ({ time, ip }: Guess): string =>
  `{"time":"${new Date(time).toISOString()}","event":"authAttempt","ip":"${ip}","outcome":"failure","reason":"token_mismatch"}\n`;

const gatewayLines = ({ time, number, ip }: Guess): string => refusedLines({ time, number, peer: ip });

describe('within 400 MB, where the input has no bound', () => {
  test(
    'a flood of 400,000 addresses hides neither a slow attacker nor the attack after it',
    async () => {
      const { report, peakMegabytes } = await reportOn('flood.jsonl', flood(400_000, 5_000, plainLine));
      expect(report.summary.events).toBe(400_000 + 80 + 8);
      expect(wordsOf(report)).toContain(`80 wrong tokens from ${slow}`);
      expect(wordsOf(report)).toContain(`8 wrong tokens from ${loud}`);
      expect(peakMegabytes).toBeLessThan(400);
    },
    patience,
  );

  test(
    'nor does a flood in the log of a gateway',
    async () => {
      const { report, peakMegabytes } = await reportOn('gateway.log', flood(60_000, 2_500, gatewayLines));
      expect(report.summary.events).toBe(60_000 + 24 + 8);
      expect(wordsOf(report)).toContain(`24 wrong tokens from ${slow}`);
      expect(wordsOf(report)).toContain(`8 wrong tokens from ${loud}`);
      expect(peakMegabytes).toBeLessThan(400);
    },
    patience,
  );

  test(
    'a record of 120 MB is a gap, and what stands around it is read',
    async () => {
      function* pieces(): Generator<string | Uint8Array> {
        yield refusedLines({ time: noon - minute, number: 1_000, peer: slow });
        yield '{"0":"';
        for (let megabyte = 0; megabyte < 120; megabyte++) yield Buffer.alloc(1_000_000, 'a');
        yield `"}\n${attack()}`;
      }
      const { report, peakMegabytes } = await reportOn('gateway.log', pieces());
      expect(wordsOf(report)).toContain(`8 wrong tokens from ${loud}`);
      expect(JSON.stringify(report.coverage.sources)).toContain('record of 120000008 bytes');
      expect(peakMegabytes).toBeLessThan(400);
    },
    patience,
  );
});
