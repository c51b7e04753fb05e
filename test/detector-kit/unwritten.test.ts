import { expect, test } from 'vitest';
import { unwritten } from '../../src/detector-kit/unwritten.ts';
import type { QuietLog } from '../../src/model/coverage.ts';

const quiet = (gateway: string, level: string | null = 'error'): QuietLog => ({ gateway, level, since: 0 });

test('the log of one gateway among others is named', () => {
  expect(unwritten([quiet('home')], { info: 'connections' })?.because).toBe(
    'Since 1970-01-01 00:00:00 UTC `logging.level` of home is error: connections leave no line.',
  );
});

test('logs of many gateways are one reason that names three', () => {
  const logs = ['a', 'b', 'c', 'd', 'e'].map((name) => quiet(name));
  expect(unwritten(logs, { info: 'connections' })?.because).toBe(
    '`logging.level` of 5 gateways hides lines (a, b, c, 2 more): connections may be missing.',
  );
});

test('a level hides nothing of lines at it or above it', () => {
  expect(unwritten([quiet('home', 'warn')], { warn: 'refused logins' })).toBeUndefined();
  expect(unwritten([quiet('home', 'error')], { error: 'tools that fail' })).toBeUndefined();
});

test('a time that no calendar has is left out', () => {
  const log = { gateway: null, level: 'error', since: 1e17 };
  expect(unwritten([log], { info: 'connections' })?.because).toBe(
    '`logging.level` is error: connections leave no line.',
  );
});
