import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportedOf, memoriesOf, readExported } from '../../../src/commands/baseline/exported.ts';
import { allKnown } from '../../../src/commands/baseline/known.ts';
import { withoutName } from '../../../src/commands/learned/forgotten.ts';
import { joinedBooks } from '../../../src/commands/learned/joined-books.ts';
import { type Book, nothingLearned } from '../../../src/state/learned/learned.ts';
import { day, histories, learn, nightly, present, report, start } from './history.ts';

const runs = { numRuns: 40 };
const days = fc.nat({ max: 30 });
const alerts = (events: ReturnType<typeof report>) =>
  events.findings.filter(({ severity }) => severity === 'medium' || severity === 'high');
const known = (books: readonly Book[]) => allKnown({ books });

describe('learning', () => {
  test('in two parts is learning all at once', () =>
    fc.assert(
      fc.property(histories, days, (events, cut) => {
        const before = events.filter(({ time }) => time < start + cut * day);
        const after = events.filter(({ time }) => time >= start + cut * day);
        expect(present(learn(learn([], before), after))).toEqual(present(learn([], events)));
      }),
      runs,
    ));

  test('counts nothing twice, however evidence overlaps what was learned', () =>
    fc.assert(
      fc.property(histories, days, days, (events, cut, back) => {
        const before = learn(
          [],
          events.filter(({ time }) => time < start + cut * day),
        );
        const overlapping = events.filter(({ time }) => time >= start + (cut - back) * day);
        expect(present(learn(before, overlapping))).toEqual(present(learn([], events)));
      }),
      runs,
    ));

  test('learns of the newest moment what was not there the last time', () => {
    const [first, ...others] = nightly(0, 1, ['read_file', 'send_money', 'exec']).map((event) => ({
      ...event,
      time: start,
    }));
    const all = first ? [first, ...others] : [];
    const halves = learn(learn([], all.slice(0, 2)), all);
    expect(present(halves)).toEqual(present(learn([], all)));
    expect(learn(halves, all)).toEqual(halves);
  });

  test('leaves what lies in the future for later', () => {
    const events = nightly(70, 1, ['read_file']);
    expect(report([], events)).toMatchObject({ events: 0, books: [] });
  });

  test('of one gateway does not depend on how far another one is', () => {
    const here = nightly(20, 5, ['read_file']);
    const there = nightly(1, 5, ['read_file']).map((event) => ({ ...event, gateway: 'away' }));
    const names = known(learn(learn([], here), there)).map(({ gateway }) => gateway);
    expect(new Set(names)).toEqual(new Set(['home', 'away']));
  });
});

describe('a report that knows what was learned', () => {
  test('finds the same when it is made again, and learns nothing more', () =>
    fc.assert(
      fc.property(histories, days, days, (events, cut, from) => {
        const books = learn(
          [],
          events.filter(({ time }) => time < start + cut * day),
        );
        const evidence = events.filter(({ time }) => time >= start + from * day);
        const first = report(books, evidence);
        const again = report(first.books, evidence);
        expect(again.findings).toEqual(first.findings);
        expect(again.events).toBe(0);
        expect(again.books).toEqual(first.books);
      }),
      runs,
    ));

  test('finds what breaks a habit that its own evidence does not show', () => {
    const books = learn([], nightly(0, 25, ['read_file', 'send_money']));
    const today = nightly(26, 1, ['read_file', 'exec']);
    expect(alerts(report([], today))).toEqual([]);
    expect(alerts(report(books, today))).not.toEqual([]);
  });

  test('does not learn what it flags', () => {
    const books = learn([], nightly(0, 25, ['read_file', 'send_money']));
    const first = report(books, nightly(26, 1, ['read_file', 'exec', 'send_money']));
    const later = report(first.books, nightly(27, 1, ['read_file', 'exec', 'send_money']));
    expect(alerts(later)).not.toEqual([]);
  });
});

describe('forgetting', () => {
  test('leaves no trace of the name', () =>
    fc.assert(
      fc.property(histories, (events) => {
        const books = learn([], events);
        for (const { name, portrait } of known(books)) {
          if (portrait.kind === 'agent') continue;
          const left = JSON.stringify(books.map((book) => withoutName(book, name, portrait.agentId)));
          expect(left).not.toContain(name);
        }
      }),
      runs,
    ));

  test('takes what only somebody did from what their agent does', () => {
    const books = learn(
      [],
      [...nightly(0, 10, ['read_file', 'exec', 'read_file']), ...nightly(11, 1, ['read_file'])],
    );
    const left = books.map((book) => withoutName(book, 'agent:bank:cron:bills', 'bank'));
    expect(JSON.stringify(left)).not.toContain('exec');
  });
});

describe('an export', () => {
  const taken = (books: readonly Book[]) => {
    const exported = readExported(JSON.stringify(exportedOf({ ...nothingLearned, books })));
    if (typeof exported === 'string') throw new Error(exported);
    return exported.books.map((book) => ({ ...book, options: '' }));
  };

  test('that was taken in is exported the same', () =>
    fc.assert(
      fc.property(histories, (events) => {
        const books = learn([], events);
        const first = exportedOf({ ...nothingLearned, books });
        expect(exportedOf({ ...nothingLearned, books: taken(books) })).toEqual(first);
      }),
      runs,
    ));

  test('adds to a history of another time', () => {
    const [one] = learn([], nightly(0, 11, ['read_file']));
    const [two] = taken(learn([], nightly(20, 6, ['read_file', 'exec'])));
    if (!one || !two) throw new Error('nothing was learned');
    const [job] = known([joinedBooks(one, two, memoriesOf('unusual-tool-use'))]);
    expect(job?.portrait).toMatchObject({ kind: 'job', runs: 15 });
    expect(job?.portrait.sections[0]?.rows.map(({ name }) => name)).toEqual(['read_file', 'exec']);
  });

  test('of the same time does not count twice', () => {
    const [book] = learn([], nightly(0, 11, ['read_file']));
    const [same] = taken(book ? [book] : []);
    if (!book || !same) throw new Error('nothing was learned');
    expect(known([joinedBooks(book, same, memoriesOf('unusual-tool-use'))])).toEqual(known([book]));
  });

  const exported = exportedOf({ ...nothingLearned, books: learn([], nightly(0, 3, ['read_file'])) });
  test.each([
    ['{', 'it is no JSON'],
    ['[]', 'it is no export of a baseline'],
    ['{"schema":"openclaw-audit/report@1","id":""}', 'it is no export of a baseline'],
    ['{"schema":"openclaw-audit/learned@2","id":""}', 'it is openclaw-audit/learned@2, and this'],
    [JSON.stringify({ ...exported, books: [] }), 'its id does not fit'],
    [JSON.stringify({ ...exported, books: 7 }), 'books: '],
    [JSON.stringify(exported).replace('"seen":2', '"seen":"many"'), 'books.0.habits.'],
    [JSON.stringify(exported).replace('"memory":"runs"', '"memory":"walks"'), 'there is no memory walks'],
    [JSON.stringify(exported).replaceAll('"home\\n', '"away\\n'), 'it is not of home'],
  ])('that is none is refused: %.40s', (text, why) => expect(readExported(text)).toContain(why));
});
