import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Follower } from '../support/follower.ts';
import { noon, refusedLines } from '../support/gateway-lines.ts';
import { RollingLog } from '../support/rolling-log.ts';
import { seeded } from '../support/seeded.ts';

/** `FOLLOW_SEEDS=1-200 npx vitest run test/follow/chaos.test.ts` tries so many stories. */
const [firstSeed = 1, lastSeed = 3] = (process.env.FOLLOW_SEEDS ?? '1-3').split('-').map(Number);
const seeds = Array.from({ length: lastSeed - firstSeed + 1 }, (_, index) => firstSeed + index);

const failures = 5;
const lastAddress = '192.0.2.1';

type Said = Follower['said'];

/** One follower after another over the same folder and state. */
class Watchmen {
  readonly said: Said = [];
  readonly #args: readonly string[];
  readonly #home: string;
  #follower: Follower;

  constructor(folder: string) {
    this.#args = [folder, '--gateway', 'g', '--now', new Date(noon).toISOString(), '--since', '1h'];
    this.#home = join(folder, '.home');
    this.#follower = new Follower(this.#args, this.#home);
  }

  async kill(): Promise<void> {
    await this.#follower.stop('SIGKILL');
    this.said.push(...this.#follower.said);
    this.#follower = new Follower(this.#args, this.#home);
  }

  async started(): Promise<void> {
    await this.#follower.started();
  }

  /** What is written last is found last: then all was read. */
  async finish(): Promise<void> {
    const follower = this.#follower;
    await follower.until(() => follower.findings().some(({ entities }) => isAbout(entities, lastAddress)));
    await follower.stop();
    this.said.push(...follower.said);
  }
}

test.each(seeds)(
  'story %i: whatever happens, five failures alert, four do not, and each finding has one id',
  async (seed) => {
    const below = seeded(seed);
    const folder = mkdtempSync(join(tmpdir(), 'openclaw-audit-chaos-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const guesses = Array.from({ length: 12 }, (_, host) => ({
      ip: `203.0.113.${host + 1}`,
      count: failures - below(2),
    }));
    const said = await live(folder, inAnyOrder(guesses, below), below);
    for (const { ip, count } of guesses) {
      const about = said.filter(({ kind, entities }) => kind === 'finding' && isAbout(entities, ip));
      const ids = new Set(about.map(({ id }) => id)).size;
      const counts = [...new Set(about.map((finding) => finding.count))];
      const expected = count === failures ? { ids: 1, counts: [failures] } : { ids: 0, counts: [] };
      expect({ ip, ids, counts }).toEqual({ ip, ...expected });
    }
  },
);

/** The addresses in turn, each as often as it guesses. */
function inAnyOrder(
  guesses: readonly { readonly ip: string; readonly count: number }[],
  below: (limit: number) => number,
): readonly string[] {
  const all = guesses.flatMap(({ ip, count }) =>
    Array.from({ length: count }, () => ({ ip, at: below(1e6) })),
  );
  return all.sort((a, b) => a.at - b.at).map(({ ip }) => ip);
}

async function live(
  folder: string,
  peers: readonly string[],
  below: (limit: number) => number,
): Promise<Said> {
  const log = new RollingLog(folder, below);
  log.write(refusedLines({ time: noon, number: 0, peer: '198.51.100.1' }));
  log.flush();
  const watchmen = new Watchmen(folder);
  for (const [index, peer] of peers.entries()) {
    log.write(refusedLines({ time: noon + index * 1_000, number: index + 1, peer }));
    await disturb(log, watchmen, below);
  }
  for (let i = 0; i < failures; i++) {
    log.write(refusedLines({ time: noon + 300_000, number: 900 + i, peer: lastAddress }));
  }
  log.flush();
  await watchmen.finish();
  return watchmen.said;
}

async function disturb(log: RollingLog, watchmen: Watchmen, below: (limit: number) => number): Promise<void> {
  const chance = below(20);
  if (chance === 0) log.rotate();
  if (chance === 1) log.nextDay();
  if (chance <= 3 && below(2) === 0) await watchmen.started();
  if (chance === 4 || chance === 5) await watchmen.kill();
}

function isAbout(entities: Said[number]['entities'], ip: string): boolean {
  return entities?.ips?.includes(ip) ?? false;
}
