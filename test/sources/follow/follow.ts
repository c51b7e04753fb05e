import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import type { Line, SourceGap } from '../../../src/model/source.ts';
import { openDirectory } from '../../../src/sources/directory.ts';
import { FollowEvidence, type SavedFollow } from '../../../src/sources/follow/follow-evidence.ts';
import type { Opened } from '../../../src/sources/opened.ts';

export interface Read {
  readonly name: string;
  readonly text: string;
  readonly line: number;
  readonly offset: number;
  readonly terminated: boolean;
}

export interface Setting {
  readonly folder: string;
  readonly saved?: SavedFollow;
  readonly limit?: number;
  readonly open?: () => Promise<Opened>;
  readonly grace?: number;
  readonly rescan?: number;
  readonly openFile?: NonNullable<Parameters<typeof FollowEvidence.open>[0]['openFile']>;
}

/** A follower with a clock of its own, which looks at the folders each time. */
export class Follower {
  readonly evidence: FollowEvidence;
  readonly gaps: SourceGap[] = [];
  readonly clock: { now: number };

  constructor(evidence: FollowEvidence, clock: { now: number }) {
    this.evidence = evidence;
    this.clock = clock;
  }

  static async start({ folder, ...options }: Setting, at = Date.now()): Promise<Follower> {
    const clock = { now: at };
    const open = () => openDirectory(folder);
    const now = () => clock.now;
    const evidence = await FollowEvidence.open({ open, now, rescan: 0, ...options });
    onTestFinished(() => evidence.close());
    return new Follower(evidence, clock);
  }

  /** All that is new at one look, or the first batches of each source. */
  async pass(batches = Number.POSITIVE_INFINITY): Promise<Read[]> {
    const lines: Read[] = [];
    for (const source of await this.evidence.look()) {
      let rest = batches;
      for await (const batch of source.read()) {
        lines.push(...batch.map(copy));
        rest -= 1;
        if (rest <= 0) break;
      }
      this.gaps.push(...source.takeGaps());
    }
    return lines;
  }

  async texts(): Promise<string[]> {
    return (await this.pass()).map(({ text }) => text);
  }

  /** As texts, when all that had to be waited for is over. */
  async later(): Promise<string[]> {
    const texts = await this.texts();
    for (let minute = 0; minute < 3; minute++) {
      this.clock.now += 60_000;
      texts.push(...(await this.texts()));
    }
    return texts;
  }

  get notes(): string[] {
    return this.gaps.map(({ kind, name, note }) => `${kind} ${name.split('/').at(-1)}: ${note}`);
  }

  /** As after a crash: nothing is known but what was saved. */
  async restart(setting: Setting): Promise<Follower> {
    const saved = JSON.parse(JSON.stringify(this.evidence.save()));
    await this.evidence.close();
    return Follower.start({ ...setting, saved }, this.clock.now);
  }
}

export async function add(path: string, text: string): Promise<void> {
  await appendFile(path, text);
}

/** As log rotation and the gateway pack a file. */
export async function pack(path: string, to = `${path}.gz`): Promise<void> {
  await writeFile(to, gzipSync(await readFile(path)));
  await rm(path);
}

function copy({ name, bytes, line, offset, terminated }: Line): Read {
  return { name, text: Buffer.from(bytes).toString(), line, offset, terminated };
}
