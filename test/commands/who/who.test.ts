import { describe, expect, it } from 'vitest';
import { defaultOptions } from '../../../src/commands/options.ts';
import { VisitorBook } from '../../../src/commands/who/visitor-book.ts';
import { whoCame } from '../../../src/commands/who/who.ts';
import type { AuditEvent } from '../../../src/model/event.ts';
import { outputSchemas } from '../../../src/reporters/json-schema.ts';
import { textWidth } from '../../../src/reporters/layout.ts';
import { whoReporters } from '../../../src/reporters/who/index.ts';
import { event } from '../../support/event.ts';
import { evidenceFolder } from '../../support/evidence-folder.ts';
import { runCli } from '../../support/run-cli.ts';

const ip = '203.0.113.7';
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it looks for
const obeyed = /[\x00-\x09\x0b-\x1f\x7f-\x9f\p{Bidi_Control}]/u;
const look = { color: false, width: 80, utc: true, quiet: false, verbose: false };

function visitors(events: readonly AuditEvent[]) {
  const book = new VisitorBook();
  for (const one of events) book.push(one);
  return book.visitors;
}

const opened = (fields: object = {}) => event('connection', { state: 'opened', ...fields });
const refused = (fields: object = {}) =>
  event('authAttempt', { outcome: 'failure', count: 1, ip, ...fields });

describe('a visitor', () => {
  it('is a device, with its people, addresses, clients, roles and scopes', () => {
    const [visitor, ...others] = visitors([
      opened({ connId: 'c1', ip, client: 'cli', mode: 'cli', time: 1000 }),
      event('pairing', { connId: 'c1', status: 'requested', device: 'd1', time: 2000 }),
      opened({ device: 'd1', ip: '198.51.100.2', role: 'operator', scopes: ['operator.read'], time: 9000 }),
    ]);
    expect(others).toEqual([]);
    expect(visitor).toMatchObject({
      device: 'd1',
      addresses: { values: ['198.51.100.2', ip], more: 0 },
      clients: { values: ['cli'] },
      roles: { values: ['operator'] },
      scopes: { values: ['operator.read'] },
      firstSeen: 1000,
      lastSeen: 9000,
      connections: 2,
      gotIn: true,
    });
  });

  it('may do what it was given, not what it asked for', () => {
    const asked = { device: 'd1', roleTo: 'node', scopesTo: 'operator.read,operator.admin' };
    const given = { device: 'd1', roleTo: 'operator', scopesTo: 'operator.read' };
    const [visitor] = visitors([
      event('pairing', { status: 'approved', ...given }),
      event('pairing', { status: 'upgrade', ...asked }),
    ]);
    expect(visitor?.roles.values).toEqual(['operator']);
    expect(visitor?.scopes.values).toEqual(['operator.read']);
  });

  it('is a person where no device is known, with the sessions used', () => {
    const actor = { id: '1001', kind: 'person', channel: 'telegram' } as const;
    const [visitor] = visitors([
      event('sessionAccess', { action: 'turn', outcome: 'allowed', actor, sessionKey: 'agent:main:main' }),
    ]);
    expect(visitor).toMatchObject({
      device: null,
      actors: { values: ['telegram:1001'] },
      sessions: { values: ['agent:main:main'] },
      gotIn: true,
    });
  });

  it('is an address where neither is known, and did not get in when it only failed', () => {
    const [visitor] = visitors([refused({ connId: 'c1' }), refused({ count: 20 })]);
    expect(visitor).toMatchObject({
      addresses: { values: [ip] },
      failures: 21,
      connections: 0,
      gotIn: false,
    });
  });

  it('failed as often as the webhook tells: its first line that throttles stands for 20 tries, the next for one', () => {
    const throttled = (time: number) =>
      refused({ outcome: 'limited', reason: 'hook_throttled', method: 'hook', count: 20, time });
    const [visitor] = visitors([0, 50, 100].map(throttled));
    expect(visitor?.failures).toBe(22);
    const [later] = visitors([0, 50, 60_050].map(throttled));
    expect(later?.failures).toBe(41);
  });

  it('may stand behind a proxy that names nobody', () => {
    const [visitor] = visitors([
      opened({ connId: 'c1', behindProxy: true }),
      opened({ connId: 'c2', behindProxy: true }),
    ]);
    expect(visitor).toMatchObject({ behindProxy: true, addresses: { values: [] }, connections: 2 });
  });

  it('is one of a gateway, and those seen last come first', () => {
    const seen = visitors([
      refused({ time: 1 }),
      refused({ time: 2, gateway: 'office' }),
      opened({ time: 3, device: 'd1' }),
    ]);
    expect(seen.map(({ lastSeen }) => lastSeen)).toEqual([3, 2, 1]);
  });

  it('is none whom nothing names', () => {
    expect(visitors([event('agentRun', { status: 'finished', connId: 'c9' })])).toEqual([]);
  });

  it('is counted when there are too many to keep apart', () => {
    const book = new VisitorBook();
    for (let index = 0; index < 30_000; index++)
      book.push(refused({ ip: `ip-${index}`, connId: `c${index}` }));
    expect(book.visitors).toHaveLength(5000);
    expect(book.more).toBe(25_000);
  });
});

describe('the page of who came', async () => {
  const options = { ...defaultOptions(), now: '2026-11-22T15:00:00Z' };
  const report = await whoCame(['sample-logs'], options);
  const table = whoReporters.table?.(report, look) ?? '';

  it('reads as in who.table.txt', async () => {
    const text = steady(table);
    await expect(text).toMatchFileSnapshot('rendered/who.table.txt');
  });

  it('keeps within 80 columns', () => {
    for (const line of table.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(80);
  });

  it('tells apart who got in and who did not', () => {
    const [inside = '', outside = ''] = table.split('DID NOT GET IN');
    expect(inside).toContain('behind a proxy, address unknown');
    expect(outside).toContain('203.0.113.66 · 2026-11-22 14:01:02 → 14:01:03 · 25 failures');
    expect(table).toContain('4 connections came through a proxy, and no line names their clients');
  });

  it('fits its schema as JSON', () => {
    const told = JSON.parse(whoReporters.json?.(report, look) ?? '');
    expect(outputSchemas['openclaw-audit/who@1'].parse(told)).toEqual(told);
  });

  it('lets nothing out that a terminal obeys', async () => {
    const line = JSON.stringify({
      time: '2026-11-21T09:15:02.120Z',
      event: 'connection',
      state: 'opened',
      ip,
      device: 'd\u001b[2J\u202e|x|',
      client: '<b>`id`\n',
      scopes: ['a\u0007'],
    });
    const hostile = await whoCame([evidenceFolder({ 'audit.jsonl': line })], options);
    for (const reporter of Object.values(whoReporters)) expect(reporter?.(hostile, look)).not.toMatch(obeyed);
  });

  it('is printed by who, with the filters of events', async () => {
    const args = ['who', 'sample-logs', '--ip', '203.0.113.66', '--format', 'json'];
    const { code, stdout } = await runCli(args);
    expect(JSON.parse(stdout).visitors).toMatchObject([
      { addresses: { values: ['203.0.113.66'] }, failures: 25 },
    ]);
    expect(code).toBe(0);
  });
});

/** Without the version, and without what each detector says of its sight. */
function steady(page: string): string {
  return page
    .replace(/openclaw-audit \d+\.\d+\.\d+/, 'openclaw-audit 0.0.0')
    .replace(/\n\nWHAT COULD NOT BE SEEN\n(?: .*\n)*/, '\n');
}
