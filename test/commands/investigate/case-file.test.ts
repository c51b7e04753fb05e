import { describe, expect, it } from 'vitest';
import { CaseFile } from '../../../src/commands/investigate/case-file.ts';
import { namedInArguments } from '../../../src/commands/investigate/named-in-arguments.ts';
import type { AuditEvent } from '../../../src/model/event.ts';
import type { ReachKind, SubjectKind } from '../../../src/reporters/investigation/investigation.ts';
import { event } from '../../support/event.ts';

const ip = '203.0.113.7';
const [alice, bob] = ['agent:main:alice', 'agent:main:bob'];

function fileOn(kind: SubjectKind, value: string, events: readonly AuditEvent[]): CaseFile {
  const file = new CaseFile({ kind, value });
  for (const one of events) file.push(one);
  return file;
}

const reached = (file: CaseFile, kind: ReachKind) => file.reach[kind].values.map(({ value }) => value);

const turn = (fields: object = {}) =>
  event('sessionAccess', { action: 'turn', outcome: 'allowed', sessionKey: alice, ...fields });
const call = (tool: string, fields: object = {}) =>
  event('toolExecution', { tool, phase: 'end', outcome: 'ok', first: true, ...fields });

describe('what belongs to a subject', () => {
  it('is what names it, a session also when another one reached it', () => {
    const file = fileOn('session', alice, [
      turn({ runId: 'r1' }),
      event('sessionAccess', {
        action: 'read',
        outcome: 'denied',
        sessionKey: bob,
        targetSessionKey: alice,
        runId: 'r2',
      }),
      turn({ sessionKey: bob, runId: 'r3' }),
    ]);
    expect(file.seen).toMatchObject({ named: 2, followed: 0 });
    expect(reached(file, 'sessions')).toEqual([alice, bob]);
    expect(file.reach.reachedSessions.values).toMatchObject([{ value: alice, count: 1, refused: 1 }]);
  });

  it('is what its runs did, before it was named and after', () => {
    const file = fileOn('ip', ip, [
      call('read', { runId: 'r1' }),
      call('exec', { runId: 'r2' }),
      turn({ ip, runId: 'r1' }),
      call('write', { runId: 'r1' }),
    ]);
    expect(file.seen).toMatchObject({ named: 1, followed: 2 });
    expect(reached(file, 'tools')).toEqual(['read', 'write']);
    expect(file.course.timeline.map(({ followed }) => followed)).toEqual([true, false, true]);
  });

  it('is what became of the devices that asked from an address, not what they do elsewhere', () => {
    const file = fileOn('ip', ip, [
      event('pairing', { status: 'requested', device: 'd1', ip }),
      event('pairing', { status: 'approved', device: 'd1' }),
      event('pairing', { status: 'approved', device: 'd2' }),
      event('connection', { state: 'opened', device: 'd1', ip: '198.51.100.2' }),
    ]);
    expect(file.seen).toMatchObject({ named: 1, followed: 1 });
    expect(reached(file, 'devices')).toEqual(['d1']);
    expect(reached(file, 'addresses')).toEqual([ip]);
  });

  it('is what a finding ties to it, and what became of that', () => {
    const file = new CaseFile({ kind: 'ip', value: ip });
    file.push(event('authAttempt', { outcome: 'failure', count: 1, ip }));
    file.push(event('pairing', { status: 'approved', device: 'd1' }), 'finding-1');
    file.push(event('pairing', { status: 'removed', device: 'd1' }));
    expect(file.seen).toMatchObject({ named: 1, followed: 2 });
    expect(file.course.timeline.map(({ followed, tiedBy }) => [followed, tiedBy])).toEqual([
      [false, null],
      [true, 'finding-1'],
      [true, null],
    ]);
    expect([reached(file, 'devices'), file.admissions.isIn('d1')]).toEqual([['d1'], true]);
  });

  it('is what the connection of an address did, but of the connection that used a session only how it came', () => {
    const events = [
      event('connection', { state: 'opened', ip, connId: 'c1', client: 'cli' }),
      turn({ connId: 'c1' }),
      turn({ connId: 'c1', sessionKey: bob }),
    ];
    expect(reached(fileOn('ip', ip, events), 'sessions')).toEqual([alice, bob]);
    const session = fileOn('session', alice, events);
    expect(reached(session, 'sessions')).toEqual([alice]);
    expect(reached(session, 'addresses')).toEqual([ip]);
  });

  it('is known by the beginning of a long id, and by a person with or without the channel', () => {
    const device = '1364ff9a2867bf974f57d1c5d63fa58493a945e30cc41dafe1e3245b11d412d7';
    const asked = event('pairing', { status: 'requested', device });
    expect(fileOn('device', device.slice(0, 12), [asked]).seen.named).toBe(1);
    expect(fileOn('device', device.slice(0, 7), [asked]).seen.named).toBe(0);
    const said = turn({ actor: { id: '1001', kind: 'person', channel: 'telegram' } });
    expect(fileOn('actor', 'telegram:1001', [said]).seen.named).toBe(1);
    expect(fileOn('actor', '1001', [said]).seen.named).toBe(1);
    expect(fileOn('actor', 'signal:1001', [said]).seen.named).toBe(0);
  });

  it('is never of another gateway', () => {
    const file = fileOn('ip', ip, [
      turn({ ip, runId: 'r1' }),
      call('exec', { runId: 'r1', gateway: 'office' }),
    ]);
    expect(file.seen.followed).toBe(0);
  });
});

describe('a long story', () => {
  const many = Array.from({ length: 5000 }, (_, index) =>
    turn({ ip, sessionKey: `agent:main:s${index}`, time: index * 1000 }),
  );
  const file = fileOn('ip', ip, many);

  it('keeps the first and the last moments, and counts the rest', () => {
    const { timeline, leftOut } = file.course;
    expect(timeline).toHaveLength(200);
    expect(leftOut).toBe(4800);
    expect([timeline[0]?.time, timeline[99]?.time, timeline[100]?.time, timeline[199]?.time]).toEqual([
      0, 99_000, 4_900_000, 4_999_000,
    ]);
  });

  it('tells of many records those that carry the story', () => {
    const noise = Array.from({ length: 30 }, (_, time) => turn({ time }));
    const read = { sessionKey: alice, targetSessionKey: bob, action: 'read', callId: 'c1', time: 40 };
    const file = fileOn('session', alice, [
      ...noise,
      call('sessions_history', { phase: 'start', sessionKey: alice, callId: 'c1', time: 39 }),
      call('sessions_history', { sessionKey: alice, callId: 'c1', first: false, time: 40 }),
      event('sessionAccess', { ...read, outcome: 'ok' } as never),
      event('sessionAccess', { ...read, outcome: 'ok' } as never),
    ]);
    expect(file.course.timeline.map(({ text }) => text)).toEqual([
      'tool sessions_history started',
      'session read agent:main:bob ok',
    ]);
    expect(file.course.leftOut).toBe(32);
  });

  it('counts a refusal once, however many records tell of it, and a failure not at all', () => {
    const denied = { sessionKey: alice, callId: 'c1', outcome: 'denied' };
    const access = { ...denied, targetSessionKey: bob, action: 'read' };
    const file = fileOn('session', alice, [
      call('sessions_history', denied),
      call('sessions_history', { ...denied, outcome: 'blocked', first: false }),
      event('sessionAccess', access as never),
      event('sessionAccess', access as never),
      event('accessDenied', {
        what: 'tool',
        count: 1,
        sessionKey: alice,
        source: { name: 'openclaw.sqlite', table: 'execution_decision_facts', row: 1 },
      }),
      call('exec', { sessionKey: alice, callId: 'c2', outcome: 'error' }),
    ]);
    const refusals = ['sessions', 'reachedSessions', 'tools'].map((kind) =>
      file.reach[kind as ReachKind].values.map(({ value, refused }) => `${value} ${refused}`),
    );
    expect(refusals).toEqual([[`${alice} 1`], [`${bob} 1`], ['sessions_history 1', 'exec 0']]);
  });

  it('names a hundred of a kind, and counts the rest', () => {
    expect(file.reach.sessions.values).toHaveLength(100);
    expect(file.reach.sessions.more).toBe(4900);
  });

  it('counts a call once that several sources tell of', () => {
    const twice = [
      call('exec', { ip, callId: 'x', outcome: 'denied' }),
      call('exec', { ip, callId: 'x', outcome: 'denied', first: false }),
    ];
    expect(fileOn('ip', ip, twice).reach.tools.values).toMatchObject([{ count: 1, refused: 1 }]);
  });
});

describe('arguments name', () => {
  it('files and hosts, where a field or the look of a word says so', () => {
    expect(
      namedInArguments({
        path: 'notes/plan.md',
        command: 'cat ~/.ssh/id_rsa /etc/passwd; curl https://evil.example:8443/x and/or text/plain',
        list: [{ url: 'http://192.0.2.9/a?b=/c' }],
      }),
    ).toEqual({
      files: ['notes/plan.md', '~/.ssh/id_rsa', '/etc/passwd', '/c'],
      hosts: ['evil.example:8443', '192.0.2.9'],
    });
  });

  it('no credentials', () => {
    const named = namedInArguments({
      command: 'curl https://user:hunter2secret@evil.example/x',
      file: 'sk-ant-api03-abcdefghijklmnopqrstuvwxyz0123456789',
    });
    expect(JSON.stringify(named)).not.toMatch(/hunter2|abcdefghijkl/);
    expect(named.hosts).toEqual(['evil.example']);
  });

  it('nothing that makes deep or wide values dear', () => {
    let deep: object = {};
    for (let depth = 0; depth < 10_000; depth++) deep = { path: deep };
    expect(namedInArguments(deep as never).files).toEqual([]);
    const wide = { command: '/a '.repeat(100_000) };
    expect(namedInArguments(wide).files.length).toBeLessThanOrEqual(32);
  });
});
