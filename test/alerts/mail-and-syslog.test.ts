import { describe, expect, test } from 'vitest';
import { hostile } from '../reporters/sample-report.ts';
import { finding, sinksOf, TestDesk } from './alert-room.ts';
import { fakeSmtp } from './fake-smtp.ts';
import { fakeDatagrams, fakeSyslog } from './fake-syslog.ts';

const mailTo = (port: number, more: object = {}) =>
  sinksOf([
    {
      kind: 'email',
      host: '127.0.0.1',
      port,
      tls: 'none',
      from: 'audit@example.com',
      to: 'ops@example.com',
      ...more,
    },
  ]);

describe('e-mail', () => {
  test('arrives, in order, from a server that was busy, silent and broken', async () => {
    const server = await fakeSmtp('busy', 'silent', 'half', 'ok');
    const room = new TestDesk(mailTo(server.port, { timeout: '1s' }));
    for (const number of [1, 2, 3]) room.desk.offer(finding(number));
    await room.settle();
    expect(server.moods.slice(0, 3)).toEqual(['busy', 'silent', 'half']);
    const ids = server.mails.map(
      ({ text }) => /^Message-ID: <0*(\d+)\.medium@openclaw-audit>$/m.exec(text)?.[1],
    );
    expect([...new Set(ids)]).toEqual(['1', '2', '3']);
    expect(server.mails[0]).toMatchObject({ to: ['ops@example.com'] });
  });

  test('is plain text, and no finding adds a header or a receiver', async () => {
    const server = await fakeSmtp();
    const room = new TestDesk(mailTo(server.port));
    room.desk.offer({
      ...hostile,
      title: 'x\r\nBcc: victim@example.com\r\n\r\n.\r\nMAIL FROM:<evil@example.com>',
      summary: '\r\n.\r\nQUIT\r\n<b>bold</b>',
    });
    await room.settle();
    expect(server.mails).toHaveLength(1);
    const [head = '', ...body] = (server.mails[0]?.text ?? '').split('\n\n');
    expect(head).not.toMatch(/^(?:Bcc|MAIL)/m);
    expect(head).toMatch(/^Content-Type: text\/plain/m);
    expect(head).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(body.join('\n')).toContain('<b>bold</b>');
    expect(server.mails[0]?.to).toEqual(['ops@example.com']);
  });

  test('that is refused for good is given up', async () => {
    const server = await fakeSmtp('refusing');
    const room = new TestDesk(mailTo(server.port));
    room.desk.offer(finding(1));
    await room.desk.deliver();
    expect(room.desk.figures).toMatchObject([{ queued: 0, givenUp: 1 }]);
    expect(JSON.stringify(room.desk.save())).toContain('the mail server answered 550 no such mailbox');
  });

  test('is not sent in the clear unless the settings say so', async () => {
    const server = await fakeSmtp();
    const room = new TestDesk(mailTo(server.port, { tls: 'starttls' }));
    room.desk.offer(finding(1));
    await room.desk.deliver();
    expect(server.mails).toEqual([]);
    expect(room.desk.figures).toMatchObject([{ queued: 1, failed: 1 }]);
  });

  test('does not go to a link-local server', async () => {
    const room = new TestDesk(mailTo(25, { host: '169.254.169.254' }));
    room.desk.offer(finding(1));
    await room.desk.deliver();
    expect(room.desk.figures[0]?.lastError).toMatch(/^refused to connect to 169\.254\.169\.254/);
  });
});

describe('syslog', () => {
  const frame =
    /^(\d+) (<82>1 2026-11-22T12:00:00\.000Z vm openclaw-audit - finding \[openclawAudit@32473 [^\n]*)$/;

  test('over TCP arrives, in order, from a server that broke off and was silent', async () => {
    const server = await fakeSyslog('reset', 'silent', 'ok');
    const settings = { kind: 'syslog', protocol: 'tcp', port: server.port, timeout: '300ms' };
    const room = new TestDesk(sinksOf([settings]));
    for (const number of [1, 2, 3]) room.desk.offer(finding(number, { severity: 'critical' }));
    await room.settle();
    expect(server.moods.slice(0, 2)).toEqual(['reset', 'silent']);
    for (const text of server.frames) {
      const [, length, message = ''] = frame.exec(text) ?? [];
      expect(Number(length)).toBe(Buffer.byteLength(message));
    }
    const ids = server.frames.map((text) => /id="0*(\d+)\.critical"/.exec(text)?.[1]);
    expect([...new Set(ids)]).toEqual(['1', '2', '3']);
  });

  test('over UDP is one datagram, one line, with quoted fields', async () => {
    const server = await fakeDatagrams();
    const room = new TestDesk(
      sinksOf([{ kind: 'syslog', host: 'localhost', port: server.port, facility: 'local3' }]),
    );
    const summary = `\n<34>1 - forged ${'漢'.repeat(900)}`;
    const entities = { ...finding(1).entities, sessions: ['a"] [evil x="\\'] };
    room.desk.offer(finding(1, { summary, gateway: 'vm\n2', severity: 'high', entities }));
    await room.settle();
    await expect.poll(() => server.datagrams.length).toBe(1);
    const [text = ''] = server.datagrams;
    expect(text).toMatch(/^<155>1 /);
    expect(text).toContain('gateway="vm\\\\n2"');
    expect(text).toContain('session="a\\"\\] [evil x=\\"\\\\"');
    expect(text).not.toMatch(/[\n\ufffd]/);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2048);
    expect(Buffer.byteLength(text)).toBeGreaterThan(2000);
  });
});
