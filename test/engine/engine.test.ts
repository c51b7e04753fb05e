import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { defineDetector, option } from '../../src/detector-kit/index.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { Severity } from '../../src/model/finding.ts';
import { event } from '../support/event.ts';

const hour = 3_600_000;

/** Reports from the third failure of an address on; the text of a failure may name a severity. */
const threeFailures = defineDetector({
  meta: {
    id: 'three-failures',
    version: '1.0.0',
    title: 'Three failures',
    description: 'Detects three failures.',
    severity: 'critical',
    status: 'stable',
    references: { attack: ['T1110'], atlas: [], owasp: [], openclaw: [] },
    falsePositives: ['None.'],
  },
  options: option.object({}),
  sight: () => ({ sight: 'full', because: [], cure: [] }),
  create({ episodes }) {
    const failures = episodes('failures', { gap: hour, keys: 100 });
    return {
      authAttempt(attempt) {
        const episode = failures.add(`ip ${attempt.ip}`, attempt, { count: attempt.count });
        if (episode.count < 3) return;
        episode.report({
          title: 'Three failures',
          summary: `${episode.count} failures`,
          severity: (attempt.reason as Severity | undefined) ?? 'medium',
          confidence: 'high',
          explanation: { rule: 'three', seen: episode.count, threshold: 3 },
          remediation: [],
        });
      },
    };
  },
});

const failure = (time: number, fields: object = {}) =>
  event('authAttempt', { time, outcome: 'failure', count: 1, ip: '203.0.113.7', ...fields });

const engineWith = (saved?: object) =>
  new Engine(
    [{ detector: threeFailures, options: {} }],
    saved === undefined ? {} : JSON.parse(JSON.stringify(saved)),
  );

function findingsOf(events: readonly ReturnType<typeof failure>[]) {
  const engine = engineWith();
  for (const one of events) engine.push(one);
  return engine.findings();
}

describe('an episode', () => {
  test('opens at its first counted event, and its id says so', () => {
    const [finding] = findingsOf([failure(1000), failure(2000), failure(3000)]);
    const name = JSON.stringify(['three-failures', 'home', 'ip 203.0.113.7', 1000]);
    expect(finding).toMatchObject({
      firstSeen: 1000,
      lastSeen: 3000,
      count: 3,
      revision: 1,
      severity: 'medium',
    });
    expect(finding?.id).toBe(createHash('sha256').update(name).digest('hex').slice(0, 32));
  });

  test('grows under its id as long as no pause is longer than the gap', () => {
    const times = [0, hour, 2 * hour, 3 * hour, 3 * hour + hour + 1, 5 * hour, 5 * hour + 1];
    const found = findingsOf(times.map((time) => failure(time)));
    expect(found.map(({ count, firstSeen }) => [count, firstSeen])).toEqual([
      [4, 0],
      [3, 4 * hour + 1],
    ]);
  });

  test('keeps its worst severity and the words that went with it', () => {
    const [finding] = findingsOf([failure(1), failure(2), failure(3, { reason: 'critical' }), failure(4)]);
    expect(finding).toMatchObject({ severity: 'critical', summary: '3 failures', count: 4, revision: 1 });
  });

  test('raises its revision when it gets worse and each time it has doubled', () => {
    const revisions = [3, 5, 6, 12, 13].map((count) => {
      const [finding] = findingsOf(Array.from({ length: count }, (_, index) => failure(index)));
      return finding?.revision;
    });
    expect(revisions).toEqual([1, 1, 2, 3, 3]);
    const [worse] = findingsOf([failure(1), failure(2), failure(3), failure(4, { reason: 'high' })]);
    expect(worse?.revision).toBe(2);
  });

  test('is closed when nothing came for longer than the gap', () => {
    const engine = engineWith();
    for (const time of [1, 2, 3]) engine.push(failure(time));
    expect(engine.findings()[0]?.status).toBe('open');
    engine.tick(3 + hour + 1);
    expect(engine.findings()[0]?.status).toBe('closed');
  });

  test('of one gateway is not that of another', () => {
    const found = findingsOf([failure(1), failure(2), failure(3, { gateway: 'office' })]);
    expect(found).toEqual([]);
  });

  test('cites its first and its last ten events and names each entity once', () => {
    const events = Array.from({ length: 60 }, (_, index) => failure(index, { text: `line ${index}` }));
    const [finding] = findingsOf(events);
    expect(finding?.evidence).toHaveLength(20);
    expect(finding?.evidence[9]?.excerpt).toBe('203.0.113.7: line 9');
    expect(finding?.evidence[10]?.excerpt).toBe('203.0.113.7: line 50');
    expect(finding?.entities.ips).toEqual(['203.0.113.7']);
    expect(finding?.entityCounts.ips).toBe(1);
  });
});

test('findings after a restart are those of a run without one', () => {
  const events = [1, 2, 3, 4, 5, 6].map((time) => failure(time * 1000, { text: `line ${time}` }));
  for (let cut = 0; cut <= events.length; cut++) {
    const first = engineWith();
    for (const one of events.slice(0, cut)) first.push(one);
    const second = engineWith(first.save());
    for (const one of events.slice(cut)) second.push(one);
    expect(second.findings()).toEqual(findingsOf(events));
  }
});

test('a flood of keys pushes out unreported episodes, never reported ones, and is counted', () => {
  const engine = engineWith();
  for (const time of [1, 2, 3]) engine.push(failure(time));
  for (let host = 0; host < 400; host++) engine.push(failure(4, { ip: `198.51.100.${host}` }));
  engine.push(failure(5));
  expect(engine.findings()).toMatchObject([{ count: 4 }]);
  const { 'three-failures/failures': evicted } = engine.evictions();
  expect(evicted).toBeGreaterThanOrEqual(301);
  expect(evicted).toBeLessThanOrEqual(400);
});

test('a revision is told once, and the next when the finding is twice as large', () => {
  const engine = engineWith();
  for (const time of [1, 2, 3]) engine.push(failure(time));
  expect(engine.takeRevised()).toHaveLength(1);
  for (const time of [4, 5]) engine.push(failure(time));
  expect(engine.takeRevised()).toHaveLength(0);
  engine.push(failure(6));
  expect(engine.takeRevised()).toMatchObject([{ count: 6, revision: 2 }]);
});

test('a watch of months keeps the open findings alone', () => {
  const engine = engineWith();
  for (const time of [1, 2, 3]) engine.push(failure(time));
  engine.takeRevised();
  engine.forgetClosed();
  expect(engine.findings()).toHaveLength(1);
  engine.tick(10 * 3_600_000);
  engine.forgetClosed();
  expect(engine.findings()).toHaveLength(0);
});

test('findings are the same whenever, and however far, cited events were let go of', () => {
  const events = Array.from({ length: 40 }, (_, index) => failure(index * 1000, { text: `line ${index}` }));
  for (const most of [0, 1, 7, 1000]) {
    const engine = engineWith();
    for (const one of events) {
      engine.push(one);
      engine.settle(most);
    }
    expect(engine.findings()).toEqual(findingsOf(events));
  }
});
