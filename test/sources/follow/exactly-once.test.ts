import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Follower, type Read } from './follow.ts';
import { contentFrom, Writer } from './writer.ts';

const limit = 500;

const act = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constant('append' as const),
      filling: fc.oneof(fc.nat(60), fc.nat(1500)),
      held: fc.oneof(fc.constant(0), fc.nat(700)),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ act: 'flush' as const }) },
  { weight: 2, arbitrary: fc.constant({ act: 'rotate' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant('copyTruncate' as const), later: fc.constantFrom(-1, 0, 6000) }),
  },
  { weight: 1, arbitrary: fc.constant({ act: 'nextDay' as const }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('compress' as const), which: fc.nat(5) }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('look' as const), later: fc.nat(6000) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('glimpse' as const), later: fc.nat(6000) }) },
  { weight: 2, arbitrary: fc.constant({ act: 'save' as const }) },
  { weight: 2, arbitrary: fc.constant({ act: 'crash' as const }) },
);
const shape = fc.record({
  daily: fc.boolean(),
  /** Between two looks at the folders. */
  rescan: fc.constantFrom(0, 5000),
});
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

test('each line comes once, in order and with its place, whatever happens to the files and to the reader', async () => {
  await fc.assert(
    fc.asyncProperty(shape, fc.array(act, { maxLength: 30 }), async (how, acts) => {
      const folder = await mkdtemp(join(tmpdir(), 'follow-'));
      const story = new Story(folder, how);
      try {
        await story.play(acts);
      } finally {
        await story.end();
        await rm(folder, { recursive: true });
      }
    }),
    { numRuns: Number(process.env.FOLLOW_RUNS ?? 200) },
  );
});

/** A writer, a reader, and what the reader's user has kept. */
class Story {
  readonly #folder: string;
  readonly #rescan: number;
  readonly #writer: Writer;
  #follower: Follower | undefined;
  #saved: ReturnType<Follower['evidence']['save']> | undefined;
  #kept: string[] = [];
  #heard: string[] = [];
  #now = Date.now();

  constructor(folder: string, { daily, rescan }: Shape) {
    this.#folder = folder;
    this.#rescan = rescan;
    this.#writer = new Writer(folder, { daily });
  }

  async play(acts: readonly Act[]): Promise<void> {
    for (const one of acts) await this.#do(one);
    await this.#writer.flush();
    for (let round = 0; round < 4; round++) await this.#look(6000);
    expect(this.#heard).toEqual(this.#writer.written.map(cut));
    expect(this.#follower?.evidence.save()).toEqual(this.#follower?.evidence.save());
  }

  async end(): Promise<void> {
    await this.#follower?.evidence.close();
  }

  async #do(one: Act): Promise<void> {
    if (one.act === 'append') await this.#writer.append(one.filling, one.held);
    else if (one.act === 'compress') await this.#writer.compress(one.which);
    else if (one.act === 'look') await this.#look(one.later);
    else if (one.act === 'copyTruncate') await this.#copyTruncate(one.later);
    else if (one.act === 'glimpse') await this.#look(one.later, 1);
    else if (one.act === 'save') await this.#save();
    else if (one.act === 'crash') await this.#crash();
    else await this.#writer[one.act]();
  }

  /** Looks while the copy is in the making, unless `later` is negative. */
  async #copyTruncate(later: number): Promise<void> {
    await this.#writer.copyTruncate(async () => {
      if (later >= 0) await this.#look(later);
    });
  }

  async #look(later: number, batches?: number): Promise<void> {
    this.#now += later;
    this.#follower ??= await this.#start();
    this.#follower.clock.now = this.#now;
    for (const line of await this.#follower.pass(batches)) {
      await expectInPlace(line);
      this.#heard.push(line.text);
    }
  }

  async #start(): Promise<Follower> {
    const saved = this.#saved && { saved: this.#saved };
    return Follower.start({ folder: this.#folder, rescan: this.#rescan, limit, ...saved }, this.#now);
  }

  async #save(): Promise<void> {
    if (!this.#follower) return;
    this.#saved = JSON.parse(JSON.stringify(this.#follower.evidence.save()));
    this.#kept = [...this.#heard];
  }

  async #crash(): Promise<void> {
    await this.#follower?.evidence.close();
    this.#follower = undefined;
    this.#heard = [...this.#kept];
  }
}

async function expectInPlace({ name, offset, text, line, terminated }: Read): Promise<void> {
  const there = await contentFrom(name, offset);
  expect({ text: cut(there.text), line: there.line, terminated }).toEqual({ text, line, terminated: true });
}

function cut(text: string): string {
  return Buffer.from(text).subarray(0, limit).toString();
}
