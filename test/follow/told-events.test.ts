import { expect, test } from 'vitest';
import { ToldEvents } from '../../src/commands/follow/told-events.ts';
import type { AuditEvent } from '../../src/model/event.ts';

const source = { name: 'exec-approvals.json', line: 1, offset: 0 };
const used = (time: number, text: string): AuditEvent => ({
  type: 'approvalRequests',
  status: 'allowed',
  time,
  gateway: 'g',
  source,
  trust: 'recorded',
  text,
});
const broken = (time: number): AuditEvent => ({
  type: 'evidenceGap',
  gap: 'unreadable',
  note: 'no such file of state',
  time,
  gateway: 'g',
  source,
  trust: 'recorded',
});

/** What is new of a document that tells these. */
function read(told: ToldEvents, events: readonly AuditEvent[]): readonly number[] {
  told.begin();
  return events.filter((event) => told.isNew(event)).map(({ time }) => time);
}

test('of a document that tells all of it again only what is new is let through', () => {
  const told = new ToldEvents();
  expect(read(told, [used(1, 'ls'), used(2, 'cat')])).toEqual([1, 2]);
  expect(read(told, [used(1, 'ls'), used(2, 'cat'), used(3, 'ls')])).toEqual([3]);
});

test('equal entries of one document are as many events', () => {
  const told = new ToldEvents();
  expect(read(told, [used(1, 'ls'), used(1, 'ls')])).toEqual([1, 1]);
  expect(read(told, [used(1, 'ls'), used(1, 'ls'), used(1, 'ls')])).toEqual([1]);
});

test('after a restart nothing is told again, nor what was gone for a while', () => {
  const told = new ToldEvents();
  read(told, [used(1, 'ls'), used(2, 'cat')]);
  read(told, [used(2, 'cat')]);
  const again = new ToldEvents(JSON.parse(JSON.stringify(told.save())));
  expect(read(again, [used(1, 'ls'), used(2, 'cat'), used(4, 'id')])).toEqual([4]);
});

test('that a document is broken is told once, as long as it is', () => {
  const told = new ToldEvents();
  expect(read(told, [broken(10)])).toEqual([10]);
  expect(read(told, [broken(20)])).toEqual([]);
  expect(read(new ToldEvents(told.save()), [broken(30)])).toEqual([]);
  expect(read(told, [used(1, 'ls')])).toEqual([1]);
  expect(read(told, [broken(40)])).toEqual([40]);
});
