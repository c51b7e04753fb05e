import fc from 'fast-check';
import unusualToolUse from '../../../detectors/unusual-tool-use/unusual-tool-use.ts';
import { Lessons } from '../../../src/commands/learned/lessons.ts';
import { recalling } from '../../../src/commands/learned/recalling.ts';
import { type EnabledDetector, Engine } from '../../../src/engine/engine.ts';
import type { AuditEvent } from '../../../src/model/event.ts';
import type { Finding } from '../../../src/model/finding.ts';
import type { Book } from '../../../src/state/learned/learned.ts';
import { latest } from '../../../src/state/learned/versions.ts';
import { toolCall } from '../../support/tool-call.ts';

export const day = 86_400_000;
export const start = Date.UTC(2026, 9, 1);
export const now = start + 60 * day;
const detectors: readonly EnabledDetector[] = [
  { detector: unusualToolUse, options: unusualToolUse.options.parse({}) },
];
const posture = () => undefined;
const tools = ['read_file', 'send_money', 'exec', 'browser', 'web_fetch', 'message'];

interface Told {
  readonly day: number;
  readonly who: number;
  readonly tools: readonly number[];
  readonly to: number;
}

/** What three jobs and a person did on thirty days. */
export const histories: fc.Arbitrary<readonly AuditEvent[]> = fc
  .array(
    fc.record<Told>({
      day: fc.nat({ max: 29 }),
      who: fc.nat({ max: 3 }),
      tools: fc.array(fc.nat({ max: tools.length - 1 }), { minLength: 1, maxLength: 5 }),
      to: fc.nat({ max: 3 }),
    }),
    { minLength: 20, maxLength: 120 },
  )
  .map((told) => told.flatMap(runOf).sort((one, other) => one.time - other.time));

/** A run of a job: `times` runs of it, a day apart. */
export function nightly(from: number, times: number, names: readonly string[]): readonly AuditEvent[] {
  return Array.from({ length: times }, (_, at) => from + at).flatMap((date) =>
    callsOf(`agent:bank:cron:bills:run:${date}`, start + date * day + 3 * 3_600_000, names, 'bank.example'),
  );
}

function runOf({ day: date, who, tools: chosen, to }: Told, index: number): readonly AuditEvent[] {
  const key = who === 3 ? 'agent:bank:telegram:direct:1001' : `agent:bank:cron:job${who}:run:${index}`;
  const names = chosen.map((at) => tools[at] ?? 'read_file');
  return callsOf(key, start + date * day + (index % 20) * 3_600_000, names, `host${to}.example`);
}

function callsOf(key: string, from: number, names: readonly string[], host: string): readonly AuditEvent[] {
  const runId = `${key} ${from}`;
  return names.map((tool, at) =>
    toolCall(from + at * 1000, key, tool, { runId, callId: `${runId} ${at}`, args: { to: host } }),
  );
}

/** One report over these events by somebody who has learned before. */
export function report(books: readonly Book[], events: readonly AuditEvent[]) {
  const engine = new Engine(detectors);
  const recall = recalling(engine, detectors, books);
  const lessons = new Lessons(books, { detectors, posture, now });
  for (const event of events) {
    recall(event);
    lessons.push(event);
    engine.push(event);
  }
  engine.tick(now);
  const findings: readonly Finding[] = engine.findings();
  return { findings, events: lessons.events, books: lessons.close() };
}

export function learn(books: readonly Book[], events: readonly AuditEvent[]): readonly Book[] {
  const lessons = new Lessons(books, { detectors, posture, now });
  for (const event of events) lessons.push(event);
  return lessons.close();
}

/** What is known now, whatever was known before. */
export function present(books: readonly Book[]) {
  return books.map(({ habits, ...book }) => ({
    ...book,
    habits: new Map(habits.map(({ memory, key, versions }) => [`${memory} ${key}`, latest(versions)])),
  }));
}
