import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Line, SourceGap } from '../../model/source.ts';
import type { FollowedSource } from '../../sources/follow/follow-evidence.ts';

/** Asks for one page of the ledger, newest first; the answer is the page's text. */
export type AskLedger = (args: readonly string[]) => Promise<string>;

export interface LedgerPollOptions {
  /** Milliseconds between two questions. */
  readonly every: number;
  /** Rows before it are not asked for; milliseconds since the epoch. */
  readonly oldest: number;
  /** The last row that was told, before a restart. */
  readonly saved?: number | undefined;
  readonly ask?: AskLedger;
  /** The command is not there, or does not answer. */
  readonly onProblem: (note: string) => void;
}

interface Row {
  readonly sequence: number;
}

const name = 'openclaw audit --json';
const pageSize = 500;
const mostPages = 200;

/** The live ledger, for a gateway whose database cannot be read: what is new since the last row. */
export class LedgerPoll {
  readonly #options: LedgerPollOptions;
  readonly #ask: AskLedger;
  #told: number;
  #rows: Row[] = [];
  #asking = false;
  #askedAt = Number.NEGATIVE_INFINITY;
  #off = false;

  constructor(options: LedgerPollOptions) {
    this.#options = options;
    this.#ask = options.ask ?? askGateway;
    this.#told = options.saved ?? 0;
  }

  /** Never waits for an answer: it is there at a later look. */
  look(now: number): readonly FollowedSource[] {
    if (!this.#off && !this.#asking && now - this.#askedAt >= this.#options.every) void this.#poll(now);
    return this.#rows.length > 0 ? [this.#source()] : [];
  }

  /** Sequence of the last row that was told. */
  save(): number {
    return this.#told;
  }

  #source(): FollowedSource {
    const read = () => this.#read();
    const gaps: readonly SourceGap[] = [];
    return { key: name, source: { name, kind: 'ledger', gaps, read }, read, takeGaps: () => [] };
  }

  async *#read(): AsyncGenerator<readonly Line[]> {
    const rows = this.#rows;
    this.#rows = [];
    this.#told = rows.at(-1)?.sequence ?? this.#told;
    yield rows.map(lineOf);
  }

  async #poll(now: number): Promise<void> {
    this.#asking = true;
    this.#askedAt = now;
    try {
      this.#rows.push(...(await this.#newRows(this.#rows.at(-1)?.sequence ?? this.#told)));
    } catch (error) {
      this.#off = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      this.#options.onProblem(problemOf(error, this.#off));
    }
    this.#asking = false;
  }

  /** Page after page, until a known row. */
  async #newRows(known: number): Promise<readonly Row[]> {
    const rows: Row[] = [];
    const { oldest } = this.#options;
    const after = Number.isFinite(oldest) ? ['--after', String(Math.max(0, oldest))] : [];
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page++) {
      const from = cursor === undefined ? [] : ['--cursor', cursor];
      const { events, nextCursor } = pageOf(await this.#ask([...after, ...from]));
      const fresh = events.filter(({ sequence }) => sequence > known);
      rows.push(...fresh);
      if (fresh.length < events.length || nextCursor === undefined) break;
      cursor = nextCursor;
    }
    return rows.sort((a, b) => a.sequence - b.sequence);
  }
}

function pageOf(text: string): { readonly events: readonly Row[]; readonly nextCursor: string | undefined } {
  const page: unknown = JSON.parse(text);
  if (typeof page !== 'object' || page === null || !('events' in page) || !Array.isArray(page.events)) {
    throw new Error('the answer is no page of the ledger');
  }
  const next = 'nextCursor' in page ? page.nextCursor : undefined;
  const nextCursor = typeof next === 'string' || typeof next === 'number' ? String(next) : undefined;
  return { events: page.events.filter(isRow), nextCursor };
}

function isRow(row: unknown): row is Row {
  return typeof row === 'object' && row !== null && 'sequence' in row && typeof row.sequence === 'number';
}

function lineOf(row: Row): Line {
  const bytes = Buffer.from(JSON.stringify(row));
  return { bytes, name, line: row.sequence, offset: 0, length: bytes.length, terminated: true };
}

function problemOf(error: unknown, off: boolean): string {
  if (off) return 'the command `openclaw` is not there: the ledger is not asked';
  const why = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
  return `the ledger did not answer: ${why}`;
}

const run = promisify(execFile);

async function askGateway(args: readonly string[]): Promise<string> {
  const all = ['audit', '--json', '--limit', String(pageSize), ...args];
  const { stdout } = await run('openclaw', all, { maxBuffer: 64 * 1024 * 1024, timeout: 60_000 });
  return stdout;
}
