import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DeliveryError } from '../../src/alerts/delivery-error.ts';
import { rankOf } from '../../src/facts/severity.ts';
import type { Notice } from '../../src/model/alert.ts';
import { type Finding, severities } from '../../src/model/finding.ts';
import { FakeSink, finding, TestDesk } from './alert-room.ts';

type Step =
  | { readonly do: 'offer'; readonly number: number; readonly severity: Finding['severity'] }
  | { readonly do: 'wait'; readonly ms: number; readonly failure: Error | undefined }
  | { readonly do: 'save' }
  | { readonly do: 'crash' };

const failures = [undefined, new Error('down'), new DeliveryError('429', { retryAfter: 90_000 })];

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('offer' as const),
    number: fc.integer({ min: 1, max: 12 }),
    severity: fc.constantFrom(...severities.slice(2)),
  }),
  fc.record({
    do: fc.constant('wait' as const),
    ms: fc.integer({ min: 0, max: 200_000 }),
    failure: fc.constantFrom(...failures),
  }),
  fc.record({ do: fc.constant('save' as const) }),
  fc.record({ do: fc.constant('crash' as const) }),
);

/** A watch that reads again, after a crash, what it read since its state was saved. */
class Watch {
  readonly sink: FakeSink;
  readonly room: TestDesk;
  readonly offered: Finding[] = [];
  #saved: unknown;
  #sinceSaved: Finding[] = [];

  constructor(perMinute: number) {
    this.sink = new FakeSink({ perMinute });
    this.room = new TestDesk([this.sink]);
    this.save();
  }

  async take(next: Step): Promise<void> {
    if (next.do === 'offer') this.#offer(finding(next.number, { severity: next.severity }));
    if (next.do === 'save') this.save();
    if (next.do === 'crash') this.#crash();
    if (next.do !== 'wait') return;
    this.sink.failure = next.failure;
    await this.room.after(next.ms);
  }

  async end(): Promise<void> {
    this.sink.failure = undefined;
    await this.room.settle();
    await this.room.after(120_000);
  }

  save(): void {
    this.#saved = this.room.saved();
    this.#sinceSaved = [];
  }

  #offer(next: Finding): void {
    this.offered.push(next);
    this.#sinceSaved.push(next);
    this.room.desk.offer(next);
  }

  #crash(): void {
    this.room.restart(this.#saved);
    for (const again of this.#sinceSaved) this.room.desk.offer(again);
  }
}

async function watch(steps: readonly Step[], perMinute: number): Promise<Watch> {
  const watching = new Watch(perMinute);
  for (const next of steps) await watching.take(next);
  await watching.end();
  return watching;
}

/** Each that is new or worse than before, by its name in a notice. */
function newsIn(offered: readonly Finding[]): readonly string[] {
  const worst = new Map<string, number>();
  return offered.flatMap(({ id, severity }) => {
    if (rankOf(severity) <= (worst.get(id) ?? -1)) return [];
    worst.set(id, rankOf(severity));
    return [`${id}.${severity}`];
  });
}

test('whatever fails and whenever it crashes, all news arrive in order under ids that stay', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { sink, offered } = await watch(steps, 1000);
      const arrived = sink.told.filter(({ kind }) => kind === 'finding').map(({ id }) => id);
      expect([...new Set(arrived)]).toEqual(newsIn(offered));
    }),
  );
});

function findingsIn(notice: Notice): readonly Pick<Finding, 'id' | 'severity'>[] {
  if (notice.kind === 'finding') return [notice.finding];
  return notice.kind === 'digest' ? notice.heldBack.items : [];
}

test('in a storm they arrive alone or in a digest', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { sink, offered } = await watch(steps, 2);
      const arrived = sink.told.flatMap(findingsIn);
      for (const { id, severity } of offered) {
        const told = arrived.filter((item) => item.id === id).map((item) => rankOf(item.severity));
        expect(Math.max(...told)).toBeGreaterThanOrEqual(rankOf(severity));
      }
    }),
  );
});
