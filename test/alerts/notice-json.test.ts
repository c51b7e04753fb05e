import { expect, test } from 'vitest';
import { noticeJson } from '../../src/alerts/notice-json.ts';
import type { DailyNotice, Notice, TestNotice } from '../../src/model/alert.ts';
import { alertSchema } from '../../src/reporters/schema-alert.ts';
import { hostile } from '../reporters/sample-report.ts';
import { FakeSink, finding, hour, minute, start, TestDesk } from './alert-room.ts';

test('every kind of notice fits the schema, on one line', async () => {
  for (const notice of await everyKind()) {
    const line = noticeJson(notice);
    expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
    expect(alertSchema.safeParse(JSON.parse(line)).error).toBeUndefined();
  }
});

async function everyKind(): Promise<readonly Notice[]> {
  const sink = new FakeSink({ perMinute: 1, heartbeat: hour, repeat: minute });
  const room = new TestDesk([sink], { pulse: () => ({ events: 1, lastEvent: null }) });
  const head = { id: 'x', time: start, severity: 'info' } as const;
  const test: TestNotice = { ...head, kind: 'test', title: 'a\u202eb' };
  const daily: DailyNotice = { ...head, kind: 'daily', title: 'a', text: 'b\nc', body: { d: [null] } };
  room.desk.offer(hostile);
  room.desk.offer(finding(1));
  room.desk.offer({ ...hostile, count: hostile.count + 5 });
  room.desk.send(test);
  room.desk.send(daily);
  await room.after(hour);
  expect(sink.told.map(({ kind }) => kind)).toEqual(['finding', 'test', 'daily', 'digest', 'heartbeat']);
  return sink.told;
}
