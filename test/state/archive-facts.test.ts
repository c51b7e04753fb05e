import { expect, test } from 'vitest';
import { joinFacts, noFacts, readFacts } from '../../src/state/archive-facts.ts';

test('of two tellings the later change of the log level is kept, and the later line of level info', () => {
  const one = { ...noFacts, levelChanged: 5, infoLine: null };
  const other = { ...noFacts, levelChanged: 3, infoLine: 4 };
  expect(joinFacts(one, other)).toMatchObject({ levelChanged: 5, infoLine: 4 });
  expect(joinFacts(other, one)).toMatchObject({ levelChanged: 5, infoLine: 4 });
});

test('a day that an earlier version archived knows of neither', () => {
  const { levelChanged, infoLine, ...earlier } = noFacts;
  expect(readFacts(earlier)).toEqual({ ...earlier, levelChanged: null, infoLine: null });
});
