import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Surroundings } from '../../src/model/alert.ts';
import { hostile } from '../reporters/sample-report.ts';
import { finding, sinksOf, TestDesk } from './alert-room.ts';
import { fakeHttp, type Received } from './fake-http.ts';

const json = ({ body }: Received | undefined = { path: '', headers: {}, body: '{}' }) => JSON.parse(body);
const idsOf = (received: readonly Received[]) =>
  received.map(({ headers }) => headers['x-openclaw-audit-id']);

describe('a receiver that fails in every way and recovers', () => {
  test('gets every alert, in order, under the id of the first try', async () => {
    const server = await fakeHttp('broken', 'busy', 'half', 'silent', 'broken', 'ok');
    const room = new TestDesk(
      sinksOf([{ kind: 'webhook', url: server.url, timeout: '300ms', perMinute: 100 }]),
    );
    for (let number = 1; number <= 30; number += 1) room.desk.offer(finding(number));
    const started = room.now;
    await room.settle();
    expect(server.moods.slice(0, 5)).toEqual(['broken', 'busy', 'half', 'silent', 'broken']);
    // Under load even a good answer may come too late: then it is told twice.
    const ids = [...new Set(idsOf(server.accepted))];
    expect(ids).toEqual(Array.from({ length: 30 }, (_, index) => `${finding(index + 1).id}.medium`));
    expect(room.now - started).toBeGreaterThanOrEqual(120_000);
  });

  test('is one trouble of one sink', async () => {
    const silent = await fakeHttp('silent');
    const good = await fakeHttp('ok');
    const room = new TestDesk(
      sinksOf([
        { kind: 'webhook', url: silent.url },
        { kind: 'webhook', url: good.url },
      ]),
    );
    const stop = new AbortController();
    room.desk.offer(finding(1));
    const delivering = room.desk.deliver(stop.signal);
    await expect.poll(() => good.accepted.length).toBe(1);
    stop.abort();
    await delivering;
    expect(room.desk.figures).toMatchObject([{ queued: 1, failed: 0 }, { queued: 0 }]);
  });

  test.each([
    ['elsewhere', 'answered 302, a redirect, which is not followed'],
    ['gone', 'answered 404: no_service'],
  ] as const)('is given up when it is %s', async (mood, reason) => {
    const server = await fakeHttp(mood);
    const room = new TestDesk(sinksOf([{ kind: 'webhook', url: server.url }]));
    room.desk.offer(finding(1));
    await room.desk.deliver();
    expect(room.desk.figures).toMatchObject([{ queued: 0, givenUp: 1 }]);
    expect(JSON.stringify(room.desk.save())).toContain(reason);
  });

  test('may talk without end: what it says after 64 KiB is not read', async () => {
    const server = await fakeHttp('endless');
    const room = new TestDesk(sinksOf([{ kind: 'webhook', url: server.url }]));
    room.desk.offer(finding(1));
    await room.desk.deliver();
    expect(room.desk.figures).toMatchObject([{ queued: 0, sent: 1 }]);
  });

  test('keeps the secret of its address out of what is saved and shown', async () => {
    const server = await fakeHttp('broken');
    const url = { env: 'HOOK' };
    const room = new TestDesk(sinksOf([{ kind: 'slack', url }], { env: { HOOK: `${server.url}` } }));
    room.desk.offer(finding(1));
    await room.desk.deliver();
    expect(room.desk.figures[0]?.lastError).toBe(`127.0.0.1:${server.port} answered 500: *** is broken`);
    expect(JSON.stringify(room.desk.save())).not.toMatch(/hook|s3cret/);
  });
});

describe('webhook', () => {
  test('posts the finding as in the report, signed', async () => {
    const server = await fakeHttp();
    const room = new TestDesk(sinksOf([{ kind: 'webhook', url: server.url, secret: 'key' }]));
    room.desk.offer(finding(1));
    await room.desk.deliver();
    const [received] = server.accepted;
    expect(json(received)).toMatchObject({
      schema: 'openclaw-audit/alert@1',
      kind: 'finding',
      alert: { id: `${finding(1).id}.medium`, dropped: 0 },
      id: finding(1).id,
      severity: 'medium',
      firstSeen: '2026-11-22T06:15:02.120Z',
      evidence: [{ source: { line: 1204 }, excerpt: '' }, {}, {}, {}],
    });
    const { 'x-openclaw-audit-timestamp': timestamp, 'x-openclaw-audit-signature': signature } =
      received?.headers ?? {};
    const hmac = createHmac('sha256', 'key').update(`${timestamp}.${received?.body}`).digest('hex');
    expect(signature).toBe(`sha256=${hmac}`);
  });
});

describe('text for chats', () => {
  const shown = async (settings: object, path = '') => {
    const server = await fakeHttp();
    const room = new TestDesk(
      sinksOf([{ ...settings, url: server.url }].map(withoutUrl(settings, server.port))),
    );
    room.desk.offer({
      ...hostile,
      title: '<!channel> @everyone `x` *b* https://evil.example',
      summary: 'a\nb',
    });
    await room.desk.deliver();
    expect(server.accepted[0]?.path).toContain(path);
    return json(server.accepted[0]);
  };
  const withoutUrl = (settings: object, port: number) => (entry: object) =>
    'token' in settings ? { ...settings, apiUrl: `http://127.0.0.1:${port}` } : entry;

  test('is plain for Slack', async () => {
    const { text, ...rest } = await shown({ kind: 'slack' });
    expect(text).toContain('HIGH &lt;!channel&gt; @\u200beveryone `x`');
    expect(text).not.toMatch(/[<>]|@(?!\u200b)/);
    expect(text).toContain('\na b\n');
    expect(rest).toEqual({
      mrkdwn: false,
      parse: 'none',
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    });
  });

  test('is escaped for Discord, which calls nobody', async () => {
    const { content, allowed_mentions, flags } = await shown({ kind: 'discord' });
    expect(content).toContain('\\<!channel\\> @\u200beveryone \\`x\\` \\*b\\* https\\://evil.example');
    expect(content.length).toBeLessThanOrEqual(2000);
    expect({ allowed_mentions, flags }).toEqual({ allowed_mentions: { parse: [] }, flags: 4 });
  });

  test('has no markup for Telegram', async () => {
    const body = await shown({ kind: 'telegram', token: '123:abc', chat: -1001 }, '/bot123:abc/sendMessage');
    expect(body).toMatchObject({ chat_id: -1001, link_preview_options: { is_disabled: true } });
    expect(body).not.toHaveProperty('parse_mode');
    expect(body.text).toContain('<!channel> @\u200beveryone');
  });
});

describe('where an alert may go', () => {
  const refusal = async (url: string, around: Partial<Surroundings> = {}, allowHosts: string[] = []) => {
    const env = { URL: url };
    const settings = { kind: 'webhook', url: { env: 'URL' }, allowHosts, timeout: '300ms' };
    const room = new TestDesk(sinksOf([settings], { env, ...around }));
    room.desk.offer(finding(1));
    await room.desk.deliver();
    return room.desk.figures[0]?.lastError ?? '';
  };

  test.each([
    'http://169.254.169.254/latest/meta-data',
    'http://2852039166/',
    'http://[::ffff:169.254.169.254]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://0.0.0.0:9/',
    'http://[::]/',
    'http://100.100.100.200/',
    'http://metadata.google.internal./computeMetadata/v1/',
  ])('is not %s', async (url) => {
    expect(await refusal(url)).toMatch(/^refused to connect to .*: a link-local or metadata address/);
  });

  test('is no name that leads there, among other addresses or not', async () => {
    const resolve = async () => ['192.0.2.1', '169.254.169.254'];
    expect(await refusal('http://innocent.example/', { resolve })).toMatch(/^refused to connect to innocent/);
  });

  test('is what was checked, whatever the name says a moment later', async () => {
    const server = await fakeHttp();
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return asked === 1 ? ['127.0.0.1'] : ['169.254.169.254'];
    };
    const room = new TestDesk(
      sinksOf([{ kind: 'webhook', url: `http://rebind.example:${server.port}/` }], { resolve }),
    );
    room.desk.offer(finding(1));
    await room.desk.deliver();
    expect(server.accepted).toHaveLength(1);
    expect(asked).toBe(1);
  });

  test('is anywhere that the settings allow by name', async () => {
    const server = await fakeHttp();
    const resolve = async () => ['127.0.0.1'];
    const url = `http://metadata.google.internal:${server.port}/`;
    expect(await refusal(url, { resolve })).toMatch(/^refused/);
    expect(await refusal(url, { resolve }, ['Metadata.Google.internal'])).toBe('');
    expect(server.accepted).toHaveLength(1);
  });

  test('is tried again when its name is asked in vain', async () => {
    const resolve = () => new Promise<never>(() => {});
    expect(await refusal('http://slow.example/', { resolve })).toBe(
      'slow.example: did not answer within 300ms',
    );
  });

  test.each([
    ['ftp://example.com/', 'the url is not one that starts with https:// or http://'],
    ['http://nowhere.invalid/', 'nowhere.invalid has no address: ENOTFOUND'],
  ])('is a real place: %s', async (url, reason) => expect(await refusal(url)).toBe(reason));
});
