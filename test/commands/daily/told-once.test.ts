import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ToldOnce } from '../../../src/commands/daily/told-once.ts';

const told = (teller: string, place: string, name = 'x', time = 1000) => ({
  name,
  time,
  teller,
  ...(teller.startsWith('kept') && { place }),
});

test('a line, its copy and what the archive kept of it are one event', () => {
  const once = new ToldOnce();
  const tellings = [told('gateway.log', '7'), told('logs.json', '3'), told('kept gateway.log', '7')];
  expect(tellings.map((telling) => once.isNew(telling))).toEqual([true, false, false]);
});

test('a line that stands twice in one log is two events, wherever else it stands', () => {
  const once = new ToldOnce();
  const tellings = [
    told('kept gateway.log', '7'),
    told('gateway.1.log', '7'),
    told('gateway.1.log', '8'),
    told('kept gateway.log', '8'),
  ];
  expect(tellings.filter((telling) => once.isNew(telling))).toHaveLength(2);
});

test('what an archive was given twice, as after a crash, is one event', () => {
  const once = new ToldOnce();
  const tellings = [told('kept gateway.log', '7'), told('kept gateway.log', '7')];
  expect(tellings.map((telling) => once.isNew(telling))).toEqual([true, false]);
});

test('in any order, a name is new as often as its busiest teller tells of it', () => {
  const telling = fc
    .tuple(fc.constantFrom('a', 'b', 'kept a'), fc.constantFrom('1', '2', '3'), fc.constantFrom('x', 'y'))
    .map(([teller, place, name]) => told(teller, place, name));
  fc.assert(
    fc.property(fc.array(telling, { maxLength: 20 }), (tellings) => {
      const once = new ToldOnce();
      const fresh = tellings.filter((each) => once.isNew(each));
      for (const name of ['x', 'y']) {
        const by = (teller: string) =>
          tellings.filter((each) => each.teller === teller && each.name === name);
        const kept = new Set(by('kept a').map(({ place }) => place)).size;
        const most = Math.max(by('a').length, by('b').length, kept);
        expect(fresh.filter((each) => each.name === name)).toHaveLength(most);
      }
    }),
  );
});

test('a log that is out of order by hours is told once', () => {
  const once = new ToldOnce();
  const hour = 3_600_000;
  expect(once.isNew(told('kept a', '1', 'x', 12 * hour))).toBe(true);
  for (let time = 13; time < 30; time++) once.isNew(told('a', '1', `${time}`, time * hour));
  expect(once.isNew(told('a', '1', 'x', 12 * hour))).toBe(false);
});

test('a flood of names is forgotten in time', () => {
  const once = new ToldOnce(900);
  for (let time = 0; time < 3; time++) {
    for (let index = 0; index < 1000; index++) once.isNew(told('a', `${index}`, `${time} ${index}`, time));
  }
  expect(once.isNew(told('a', 'again', '0 0', 3))).toBe(true);
});
