import { basename } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupRotations } from '../../src/sources/rotation.ts';

test('orders archives by number, older first, and the live file last', () => {
  expect(
    orderOf(['gateway.log', 'gateway.2.log', 'gateway.10.log', 'gateway.9.log', 'gateway.1.log']),
  ).toEqual([['gateway.10.log', 'gateway.9.log', 'gateway.2.log', 'gateway.1.log', 'gateway.log']]);
});

test('orders by numbers alone, whatever the order of the files', () => {
  const names = ['x.log', ...Array.from({ length: 12 }, (_, index) => `x.${index + 1}.log`)];
  fc.assert(
    fc.property(fc.shuffledSubarray(names, { minLength: 13 }), (shuffled) => {
      expect(orderOf(shuffled)).toEqual([[...names].reverse()]);
    }),
  );
});

test('orders daily files by day, and within a day by archive', () => {
  const names = [
    'openclaw-2026-11-22.log',
    'openclaw-2026-11-21.log',
    'openclaw-2026-11-22.1.log',
    'openclaw-2026-11-21.2.log',
    'openclaw-2026-11-21.1.log.gz',
  ];
  expect(orderOf(names)).toEqual([
    [
      'openclaw-2026-11-21.2.log',
      'openclaw-2026-11-21.1.log.gz',
      'openclaw-2026-11-21.log',
      'openclaw-2026-11-22.1.log',
      'openclaw-2026-11-22.log',
    ],
  ]);
});

test('keeps the files of each named profile apart', () => {
  const names = ['openclaw-2026-11-22.log', 'openclaw-work-2026-11-22.log', 'openclaw-work-2026-11-21.log'];
  expect(orderOf(names)).toEqual([
    ['openclaw-2026-11-22.log'],
    ['openclaw-work-2026-11-21.log', 'openclaw-work-2026-11-22.log'],
  ]);
});

test('knows the names that logrotate gives', () => {
  expect(orderOf(['x.log', 'x.log.1', 'x.log.10.gz', 'x.log.2.gz'])[0]?.at(0)).toBe('x.log.10.gz');
  expect(orderOf(['x.log', 'x.log-20261121', 'x.log-20261120.gz'])).toEqual([
    ['x.log-20261120.gz', 'x.log-20261121', 'x.log'],
  ]);
});

test('keeps files of the same name in two folders apart', () => {
  expect(groupRotations([{ path: '/a/x.log' }, { path: '/b/x.1.log' }]).length).toBe(2);
});

test('says which archives are missing between two that are there', () => {
  const names = ['gateway.log', 'gateway.1.log', 'gateway.3.log', 'gateway.9999.log'];
  expect(groupRotations(pathsOf(names))[0]?.missing).toEqual([
    { names: 'gateway.4.log to gateway.9998.log', before: 1 },
    { names: 'gateway.2.log', before: 2 },
  ]);
});

test('misses nothing when the live file was not given, or the oldest archives were pruned', () => {
  expect(groupRotations(pathsOf(['x.1.log', 'x.2.log']))[0]?.missing).toEqual([]);
});

test('leaves other files alone', () => {
  expect(orderOf(['audit-1.json', 'audit-2.json', 'a', 'a.1'])).toHaveLength(4);
});

function pathsOf(names: readonly string[]): { path: string }[] {
  return names.map((name) => ({ path: `/logs/${name}` }));
}

function orderOf(names: readonly string[]): string[][] {
  return groupRotations(pathsOf(names)).map(({ files }) => files.map(({ path }) => basename(path)));
}
