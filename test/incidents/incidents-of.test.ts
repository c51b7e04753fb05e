import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incidentsOf, withIncidents } from '../../src/incidents/incidents-of.ts';
import type { Finding } from '../../src/model/finding.ts';
import { finding, hour, minute } from './sample-findings.ts';

const ip = '203.0.113.7';
const groups = (findings: readonly Finding[]) =>
  incidentsOf(findings).map(({ findings: ids }) => ids.join(' '));

describe('one incident', () => {
  it.each([
    ['an address', { ips: [ip] }],
    ['a device', { devices: ['1364ff9a'] }],
    ['a person', { actors: ['telegram:1001'] }],
    ["a person's session", { sessions: ['agent:main:telegram:direct:1001'] }],
    ['a run', { runs: ['chatcmpl_8a1f5ee7'] }],
  ])('are two findings that share %s', (_, named) => {
    expect(groups([finding('a', 0, named), finding('b', hour, named)])).toEqual(['a b']);
  });

  it('are findings of a chain, each tied to the next by something else', () => {
    const chain = [
      finding('a', 0, { ips: [ip] }),
      finding('b', 10 * minute, { ips: [ip], devices: ['d1'] }),
      finding('c', 20 * minute, { devices: ['d1'], sessions: ['agent:main:alice'] }),
      finding('d', 30 * minute, { sessions: ['agent:main:alice'] }),
    ];
    expect(groups(chain)).toEqual(['a b c d']);
  });

  it('are addresses of one /64', () => {
    const [one, other] = ['2001:db8:1:2::a', '2001:db8:1:2::b'];
    expect(groups([finding('a', 0, { ips: [one] }), finding('b', 0, { ips: [other] })])).toEqual(['a b']);
  });

  it('is as bad as its worst finding, and lasts from the first to the last', () => {
    const [incident] = incidentsOf([
      finding('b', 20 * minute, { ips: [ip] }, { severity: 'critical' }),
      finding('a', 0, { ips: [ip] }, { lastSeen: 40 * minute }),
    ]);
    expect(incident).toMatchObject({ severity: 'critical', firstSeen: 0, lastSeen: 40 * minute });
    expect(incident?.shared).toEqual([{ kind: 'ips', value: ip }]);
    expect(incident?.entities.ips).toEqual([ip]);
  });

  it('has an id of its oldest finding, which growth keeps', () => {
    const two = [finding('a', 0, { ips: [ip] }), finding('b', minute, { ips: [ip] })];
    const grown = [...two, finding('c', hour, { ips: [ip] })];
    const name = createHash('sha256').update('["incident","home","a"]').digest('hex').slice(0, 32);
    expect([two, grown].map((findings) => incidentsOf(findings)[0]?.id)).toEqual([name, name]);
  });

  it('takes the id of the older when a finding joins two', () => {
    const one = [finding('a', 0, { ips: [ip] }), finding('b', minute, { ips: [ip] })];
    const other = [
      finding('c', 5 * minute, { devices: ['d1'] }),
      finding('d', 6 * minute, { devices: ['d1'] }),
    ];
    const [older, ...apart] = incidentsOf([...one, ...other]);
    const [merged, ...none] = incidentsOf([
      ...one,
      ...other,
      finding('e', 7 * minute, { ips: [ip], devices: ['d1'] }),
    ]);
    expect([apart.length, none.length]).toEqual([1, 0]);
    expect(merged?.id).toBe(older?.id);
  });
});

describe('strangers', () => {
  const strangers: readonly [string, readonly Finding[]][] = [
    ['a finding that stands alone', [finding('a', 0, { ips: [ip] })]],
    [
      'two with more than an hour between them',
      [finding('a', 0, { ips: [ip] }), finding('b', hour + minute + 1, { ips: [ip] })],
    ],
    [
      'the same address at two gateways',
      [finding('a', 0, { ips: [ip] }), finding('b', 0, { ips: [ip] }, { gateway: 'office' })],
    ],
    [
      'two in the main session',
      [
        finding('a', 0, { sessions: ['agent:main:main'] }),
        finding('b', 0, { sessions: ['agent:main:main'] }),
      ],
    ],
    [
      'two on the machine itself',
      [finding('a', 0, { ips: ['127.0.0.1'] }), finding('b', 0, { ips: ['127.0.0.1'] })],
    ],
    ['two of the owner', [finding('a', 0, { actors: ['owner'] }), finding('b', 0, { actors: ['owner'] })]],
    [
      'two of an agent',
      [
        finding('a', 0, { actors: ['main'], agents: ['main'] }),
        finding('b', 0, { actors: ['main'], agents: ['main'] }),
      ],
    ],
    [
      'two in one tool, agent and channel',
      [
        finding('a', 0, { tools: ['exec'], agents: ['main'], channels: ['telegram'] }),
        finding('b', 0, { tools: ['exec'], agents: ['main'], channels: ['telegram'] }),
      ],
    ],
    [
      'one that is information',
      [finding('a', 0, { ips: [ip] }), finding('b', 0, { ips: [ip] }, { severity: 'info' })],
    ],
    [
      'one that the settings suppress',
      [finding('a', 0, { ips: [ip] }), finding('b', 0, { ips: [ip] }, { suppressedBy: 'travelling' })],
    ],
  ];
  it.each(strangers)('are %s', (_, findings) => {
    expect(groups(findings)).toEqual([]);
  });

  it('are those whom a spread of guesses names together, with their devices', () => {
    const ips = Array.from({ length: 40 }, (_, index) => `198.51.100.${index}`);
    const spread = finding('a', 0, { ips, devices: ['d1', 'd2'] });
    const members = [
      finding('b', 0, { ips: ips.slice(0, 1), devices: ['d1'] }),
      finding('c', 0, { ips: ips.slice(1, 2), devices: ['d2'] }),
    ];
    expect(groups([spread, ...members])).toEqual([]);
  });

  it('are the sessions that one session reached in a row, but not that one', () => {
    const sessions = ['bob', ...Array.from({ length: 40 }, (_, index) => `alice-${index}`)].map(
      (name) => `agent:main:${name}`,
    );
    const reach = finding('a', 0, { sessions });
    const own = finding('b', 0, { sessions: sessions.slice(0, 1) });
    const reached = finding('c', 0, { sessions: sessions.slice(1, 2) });
    expect(groups([reach, own, reached])).toEqual(['a b']);
  });

  it('are those who share what more than a third of all findings name', () => {
    const proxy = '203.0.113.200';
    const busy = Array.from({ length: 12 }, (_, index) => finding(`p${index}`, 0, { ips: [proxy] }));
    const others = (count: number) =>
      Array.from({ length: count }, (_, index) => finding(`q${index}`, 0, { ips: [`198.51.100.${index}`] }));
    expect(groups([...busy, ...others(23)])).toEqual([]);
    expect(groups([...busy, ...others(24)])).toHaveLength(1);
    expect(groups(busy.slice(1))).toHaveLength(1);
  });
});

describe('the story of an incident', () => {
  const titled = (title: string, at: number, more: Partial<Finding> = {}) =>
    finding(title, at, { ips: [ip] }, { title, ...more });
  const storyOf = (...findings: readonly Finding[]) => incidentsOf(findings)[0]?.title;

  it('says how it began, and the worst that came of it', () => {
    const guessing = titled('Guessing that got in', 0, { severity: 'critical' });
    const reached = titled("Another agent's session reached", minute);
    expect(storyOf(reached, guessing)).toBe("Guessing that got in, then another agent's session reached");
  });

  it('names what ties them when the titles are too long to stand beside each other', () => {
    const [one, other] = ['x', 'y'].map((letter) => letter.repeat(36));
    expect(storyOf(titled(one ?? '', 0), titled(other ?? '', 1))).toBe(`${one}, and 1 more about ${ip}`);
  });

  it('says more when there is more', () => {
    expect(storyOf(titled('One', 0), titled('Two', 1), titled('Three', 2))).toBe('One, then two, and more');
    expect(storyOf(titled('One', 0), finding('b', 1, { ips: [ip] }, { title: 'One' }))).toBe(
      `One, and 1 more about ${ip}`,
    );
  });

  it('is short, whatever the findings say', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 200 }), (one, other) => {
        const named = { actors: ['telegram:1001'], sessions: [`agent:main:${other}`] };
        const told = [finding('a', 0, named, { title: one }), finding('b', 0, named, { title: other })];
        expect(incidentsOf(told)[0]?.title.length).toBeLessThanOrEqual(70);
      }),
    );
  });

  it('goes by time: how each finding began, and where it has come to', () => {
    const [incident] = incidentsOf([
      finding('a', 0, { ips: [ip] }, { lastSeen: 9 * minute }),
      finding('b', 5 * minute, { ips: [ip] }),
    ]);
    expect(incident?.timeline.map(({ time, text, finding: id }) => [time / minute, id, text])).toEqual([
      [0, 'a', 'What a says: first'],
      [5, 'b', 'What b says: first'],
      [6, 'b', 'last'],
      [9, 'a', 'last'],
    ]);
  });

  it('keeps the first and the last of many moments, and counts the rest', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      finding(`f${index}`, index * minute * 2, { ips: [ip] }),
    );
    const [incident] = incidentsOf([...many, ...unrelated(80)]);
    expect(incident?.timeline).toHaveLength(40);
    expect(incident?.leftOut).toBe(20);
    expect([incident?.timeline[0]?.time, incident?.timeline.at(-1)?.time]).toEqual([0, 59 * minute]);
  });
});

describe('any findings', () => {
  const anything = fc
    .array(
      fc.record({
        at: fc.integer({ min: 0, max: 300 }),
        ips: fc.subarray([ip, '203.0.113.8', '127.0.0.1'], { maxLength: 2 }),
        devices: fc.subarray(['d1', 'd2']),
        sessions: fc.subarray(['agent:main:alice', 'agent:main:main', '__proto__']),
        severity: fc.constantFrom('info' as const, 'low' as const, 'critical' as const),
      }),
      { maxLength: 30 },
    )
    .map((all) =>
      all.map(({ at, severity, ...named }, index) =>
        finding(`f${String(index).padStart(2, '0')}`, at * minute, named, { severity }),
      ),
    );

  it('give the same incidents in whatever order they come', () => {
    fc.assert(
      fc.property(anything, fc.infiniteStream(fc.nat()), (findings, dice) => {
        const shuffled = [...findings]
          .map((one) => ({ one, place: dice.next().value }))
          .sort((a, b) => a.place - b.place)
          .map(({ one }) => one);
        expect(incidentsOf(shuffled)).toEqual(incidentsOf(findings));
      }),
    );
  });

  it('are each in one incident at most, which names it', () => {
    fc.assert(
      fc.property(anything, (findings) => {
        const incidents = incidentsOf(findings);
        const members = incidents.flatMap(({ findings: ids }) => ids);
        expect(new Set(members).size).toBe(members.length);
        for (const { id, incident } of withIncidents(findings, incidents))
          expect(incidents.find((one) => one.id === incident)?.findings.includes(id) ?? false).toBe(
            members.includes(id),
          );
      }),
    );
  });
});

function unrelated(count: number): readonly Finding[] {
  return Array.from({ length: count }, (_, index) => finding(`u${index}`, 0, { devices: [`d${index}`] }));
}
