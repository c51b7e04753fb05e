import { expect, test } from 'vitest';
import { LedgerPoll } from '../../src/commands/follow/ledger-poll.ts';

/** A gateway with a ledger of so many rows, that answers in pages of two. */
function gateway(rows: number) {
  const asked: (readonly string[])[] = [];
  const state = { rows };
  const ask = async (args: readonly string[]) => {
    asked.push(args);
    const cursor = args.includes('--cursor') ? Number(args.at(-1)) : state.rows + 1;
    const page = [cursor - 1, cursor - 2].filter((sequence) => sequence > 0);
    const nextCursor = (page.at(-1) ?? 1) > 1 ? { nextCursor: String(page.at(-1)) } : {};
    return JSON.stringify({ events: page.map((sequence) => ({ sequence })), ...nextCursor });
  };
  return { asked, ask, state };
}

async function rowsOf(poll: LedgerPoll, now: number): Promise<readonly number[]> {
  poll.look(now);
  await new Promise((answered) => setImmediate(answered));
  const rows: number[] = [];
  for (const source of poll.look(now)) {
    for await (const lines of source.read()) rows.push(...lines.map(({ line }) => line));
  }
  return rows;
}

const options = { every: 1_000, oldest: 0, onProblem: () => {} };

test('all pages are asked for at first, then only what is new; rows come in their order', async () => {
  const { ask, asked, state } = gateway(5);
  const poll = new LedgerPoll({ ...options, ask });
  expect(await rowsOf(poll, 0)).toEqual([1, 2, 3, 4, 5]);
  expect(asked).toHaveLength(3);
  expect(await rowsOf(poll, 500)).toEqual([]);
  state.rows = 6;
  expect(await rowsOf(poll, 1_000)).toEqual([6]);
  expect(asked).toHaveLength(4);
});

test('after a restart it goes on behind the last row that was told', async () => {
  const { ask } = gateway(5);
  expect(await rowsOf(new LedgerPoll({ ...options, ask, saved: 3 }), 0)).toEqual([4, 5]);
});

test('without the command it says so once, and asks no more', async () => {
  const problems: string[] = [];
  const ask = () => Promise.reject(Object.assign(new Error('spawn openclaw ENOENT'), { code: 'ENOENT' }));
  const poll = new LedgerPoll({ ...options, ask, onProblem: (note) => problems.push(note) });
  for (const now of [0, 1_000, 2_000]) expect(await rowsOf(poll, now)).toEqual([]);
  expect(problems).toEqual(['the command `openclaw` is not there: the ledger is not asked']);
});

test('an answer that is no page is said, and the next question asked all the same', async () => {
  const problems: string[] = [];
  const poll = new LedgerPoll({
    ...options,
    ask: async () => '{}',
    onProblem: (note) => problems.push(note),
  });
  await rowsOf(poll, 0);
  await rowsOf(poll, 1_000);
  expect(problems).toEqual(Array(2).fill('the ledger did not answer: the answer is no page of the ledger'));
});
