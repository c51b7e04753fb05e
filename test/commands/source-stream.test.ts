import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Begin, peek, SourceStream } from '../../src/commands/source-stream.ts';
import type { AuditEvent } from '../../src/model/event.ts';
import type { Line, Source } from '../../src/model/source.ts';
import { LineFramer } from '../../src/sources/frame-lines.ts';

const begin: Begin = { gateway: 'home', oldest: Number.NEGATIVE_INFINITY, now: Date.parse('2026-12-01') };
const logs = ['sample-logs/logs/gateway.log', 'sample-logs/audit-http.jsonl', 'sample-logs/audit-page.json'];

test.each(logs)('of %s a stream that rested tells the same as one that did not', async (name) => {
  const resting = await streamOf(sourceOf(linesIn(name)));
  await resting.rest();
  expect(await eventsOf(resting)).toEqual(await eventsOf(await streamOf(sourceOf(linesIn(name)))));
  expect(resting.decoder.coverage()).toMatchObject({ records: expect.any(Number), unreadable: 0 });
});

test('while it rests its source is closed, and its first event is at hand', async () => {
  const source = sourceOf(plainLines(100));
  const stream = await streamOf(source);
  expect(source.open).toBe(1);
  await stream.rest();
  expect(source.open).toBe(0);
  expect(await stream.refill()).toBe(true);
  expect(stream.head).toMatchObject({ type: 'gatewayState', version: '0' });
  expect(source.reads).toBe(1);
});

test('what can be read only once does not rest', async () => {
  const source = sourceOf(plainLines(100), { once: true });
  const stream = await streamOf(source);
  await stream.rest();
  expect(source.open).toBe(1);
  expect(await eventsOf(stream)).toHaveLength(100);
  expect(source.reads).toBe(1);
});

test('a source that was written anew while it rested is told from its new beginning', async () => {
  const lines = plainLines(3);
  const source = sourceOf(lines);
  const stream = await streamOf(source);
  await stream.rest();
  lines.splice(0, 3, ...plainLines(2).map((line) => ({ ...line, offset: line.offset + 1 })));
  expect((await eventsOf(stream)).map(({ version }) => version)).toEqual(['0', '0', '1']);
});

async function streamOf(source: Source): Promise<SourceStream> {
  return new SourceStream(await peek(source, undefined), begin);
}

async function eventsOf(stream: SourceStream) {
  const events: (AuditEvent & { readonly version?: string })[] = [];
  while (stream.head || (await stream.refill())) {
    const event = stream.take();
    if (event) events.push(event);
  }
  return events;
}

/** A source in batches of five lines that knows how often it was opened, and how often it is open. */
function sourceOf(lines: readonly Line[], { once = false } = {}) {
  return {
    name: 'x',
    gaps: [],
    open: 0,
    reads: 0,
    ...(once ? {} : { size: 1 }),
    async *read() {
      this.reads += 1;
      this.open += 1;
      try {
        for (let at = 0; at < lines.length; at += 5) yield lines.slice(at, at + 5);
      } finally {
        this.open -= 1;
      }
    },
  };
}

function linesIn(name: string): Line[] {
  const framer = new LineFramer({ name });
  return [...framer.push(readFileSync(name)), ...framer.end()];
}

function plainLines(count: number): Line[] {
  const framer = new LineFramer({ name: 'x' });
  const records = Array.from({ length: count }, (_, at) => ({
    time: new Date(Date.parse('2026-11-22T14:00:00Z') + at * 1000).toISOString(),
    event: 'gatewayState',
    state: 'ready',
    version: String(at),
  }));
  return framer.push(Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join('')));
}
