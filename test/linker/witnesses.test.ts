import { describe, expect, test } from 'vitest';
import { Linker, type LinkerOptions } from '../../src/linker/linker.ts';
import type { AuditEvent } from '../../src/model/event.ts';
import { event } from '../support/event.ts';

const proxied: LinkerOptions = { trustedProxies: () => ['127.0.0.1'] };

const seen = (time: number, fields: Partial<AuditEvent<'authAttempt'>> = {}) =>
  event('authAttempt', {
    time,
    outcome: 'failure',
    count: 1,
    reason: 'http_401',
    method: 'http',
    peer: '203.0.113.7',
    witness: 'proxy',
    ...fields,
  });

const own = (time: number, fields: Partial<AuditEvent<'authAttempt'>> = {}) =>
  event('authAttempt', {
    time,
    outcome: 'failure',
    count: 1,
    reason: 'token_mismatch',
    ip: '203.0.113.7',
    ...fields,
  });

const hooks = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    seen(1000 * index, { method: 'hook', reason: 'hook_token_refused' }),
  );

const throttled = (fields: Partial<AuditEvent<'authAttempt'>>) =>
  event('authAttempt', { time: 21_500, outcome: 'limited', reason: 'hook_throttled', count: 20, ...fields });

function attempts(events: readonly AuditEvent[], options = proxied): readonly AuditEvent<'authAttempt'>[] {
  return link(events, options).filter((one) => one.type === 'authAttempt');
}

function link(events: readonly AuditEvent[], options = proxied): readonly AuditEvent[] {
  const told: AuditEvent[] = [];
  const linker = new Linker(options, (known) => told.push(known));
  for (const one of events) linker.push(one);
  linker.end();
  return told;
}

describe('one attempt, two logs', () => {
  test('what a proxy tells waits for nobody until another log has told of an attempt', () => {
    const told: AuditEvent[] = [];
    const linker = new Linker(proxied, (known) => told.push(known));
    linker.push(seen(9000));
    expect(told).toHaveLength(1);
    linker.push(own(9400));
    linker.end();
    expect(told).toHaveLength(1);
  });

  test('from then on it counts once too, in the owner’s words', () => {
    const told = attempts([own(1000, { ip: '192.0.2.1' }), seen(9000), own(9400)]);
    expect(told.map(({ reason, time }) => ({ reason, time }))).toEqual([
      { reason: 'token_mismatch', time: 1000 },
      { reason: 'token_mismatch', time: 9400 },
    ]);
  });

  test('in the other order as well', () => {
    expect(attempts([own(9400), seen(10_000)])).toMatchObject([{ reason: 'token_mismatch' }]);
  });

  test('each telling stands for one attempt only', () => {
    expect(attempts([seen(9000), seen(9000), seen(9000), own(9400)])).toHaveLength(3);
  });

  test('another client, another outcome or a while later is another attempt', () => {
    expect(attempts([seen(9000), own(9400, { ip: '192.0.2.1' })])).toHaveLength(2);
    expect(attempts([seen(9000), own(9400, { outcome: 'limited' })])).toHaveLength(2);
    expect(attempts([seen(9000), own(11_000)])).toHaveLength(2);
  });

  test('a refused websocket in the gateway’s log is none of the requests that the proxy saw refused', () => {
    const connId = 'be50ed8f-84cd-4074-97f2-3574b04a3c1c';
    expect(attempts([seen(9000), own(9400, { connId })])).toHaveLength(2);
  });

  test('order is kept: guesses come before the success that followed them', () => {
    const told = attempts([seen(1000), seen(1500), seen(1900, { outcome: 'success' })]);
    expect(told.map(({ outcome }) => outcome)).toEqual(['failure', 'failure', 'success']);
  });

  test.each([[[]], [[own(1000, { ip: '192.0.2.1' })]]])('counts once over a restart, after %j', (earlier) => {
    const told: AuditEvent[] = [];
    const before = new Linker(proxied, (known) => told.push(known));
    for (const one of [...earlier, seen(9000)]) before.push(one);
    const after = new Linker(proxied, (known) => told.push(known), JSON.parse(JSON.stringify(before.save())));
    after.push(own(9400));
    after.end();
    expect(told.filter(({ type }) => type === 'authAttempt')).toHaveLength(earlier.length + 1);
  });
});

describe('the gateway’s own line of refused webhooks', () => {
  test('stands for itself alone when the proxy told of the refusals', () => {
    const told = attempts([...hooks(20), throttled({ peer: '203.0.113.7' })]);
    expect(told.at(-1)).toMatchObject({ reason: 'rate_limited', count: 1 });
    expect(told.reduce((sum, { count }) => sum + count, 0)).toBe(21);
  });

  test('also when it names the proxy', () => {
    expect(attempts([...hooks(20), throttled({ peer: '127.0.0.1' })]).at(-1)).toMatchObject({ count: 1 });
  });

  test('stands for twenty when the proxy saw none of them, or those of others', () => {
    expect(attempts([throttled({ peer: '203.0.113.7' })])).toMatchObject([
      { reason: 'hook_throttled', count: 20 },
    ]);
    expect(attempts([...hooks(20), throttled({ peer: '198.51.100.9' })]).at(-1)).toMatchObject({ count: 20 });
  });
});

describe('the address at a proxy', () => {
  test('is that of its socket, recorded; a header that anybody may send is no evidence of forgery', () => {
    const told = link([seen(9000, { forwardedFor: '10.9.9.9' })]);
    expect(told).toMatchObject([{ type: 'authAttempt', ip: '203.0.113.7', trust: 'recorded' }]);
  });

  test('behind a proxy that the gateway trusts it is the forwarded one; when nobody knows the proxies, a claim', () => {
    const forwarded = seen(9000, { peer: '127.0.0.1', forwardedFor: '198.51.100.9' });
    expect(attempts([{ ...forwarded }])).toMatchObject([{ ip: '198.51.100.9', trust: 'recorded' }]);
    expect(attempts([{ ...forwarded }], {})).toMatchObject([{ ip: '198.51.100.9', trust: 'claimed' }]);
  });
});
