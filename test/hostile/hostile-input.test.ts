import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { audit } from '../../src/commands/audit.ts';
import type { AuditReport } from '../../src/model/report.ts';
import { evidenceFolder } from '../support/evidence-folder.ts';
import { attack, logLine, modelText, noon, refusedLines } from '../support/gateway-lines.ts';

const now = '2026-11-22T13:00:00Z';
const log = 'logs/gateway.log';

const auditOf = (content: string | Uint8Array, name = log) =>
  audit([evidenceFolder({ [name]: content })], { now });

function expectAttack(report: AuditReport): void {
  expect(report.findings).toMatchObject([
    { detector: 'repeated-auth-failures', count: 8, entities: { ips: ['203.0.113.66'] } },
  ]);
}

function unreadable(report: AuditReport): number {
  return report.coverage.sources.reduce((sum, source) => sum + source.unreadable, 0);
}

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

describe('the attack is found and the damage is counted after', () => {
  test('a line of brackets, 200,000 deep', async () => {
    const deep = `{"0":"{\\"subsystem\\":\\"gateway/ws\\"}","1":${'['.repeat(200_000)}${']'.repeat(200_000)},"2":"unauthorized"}\n`;
    expectAttack(await auditOf(deep + attack()));
  });

  test('a hole of NUL bytes', async () => {
    const report = await auditOf(
      bytes(logLine(noon - 1000, 'gateway', 'gateway ready'), Array(4096).fill(0), '\n', attack()),
    );
    expectAttack(report);
    expect(unreadable(report)).toBe(1);
    expect(report.coverage.complete).toBe(false);
  });

  test('a line cut in the middle', async () => {
    const line = logLine(noon - 1000, 'gateway/ws', 'webchat connected conn=x remote=1.2.3.4');
    const report = await auditOf(`${line.slice(0, 200)}\n${attack()}`);
    expectAttack(report);
    expect(unreadable(report)).toBe(1);
  });

  test('bytes that are no UTF-8', async () => {
    const [start = '', end = ''] = logLine(noon - 1000, 'gateway', 'gateway XX ready').split('XX');
    expectAttack(await auditOf(bytes(start, [0xff, 0xfe, 0xc3], end, attack())));
  });

  test('a byte order mark and CRLF line ends', async () => {
    expectAttack(await auditOf(bytes([0xef, 0xbb, 0xbf], attack().replaceAll('\n', '\r\n'))));
  });

  test('a last line that nobody ended', async () => {
    expectAttack(await auditOf(attack().trimEnd()));
  });

  test('U+2028 and U+2029 inside a record', async () => {
    const line = refusedLines({
      time: noon - 60_000,
      number: 99,
      forwardedFor: '198.51.100.1',
      userAgent: 'a\u2028b\u2029c',
    });
    const report = await auditOf(line + attack());
    expectAttack(report);
    expect(unreadable(report)).toBe(0);
  });

  test('keys that are names of object properties', async () => {
    const poison =
      '{"__proto__":{"admin":true},"constructor":1,"0":"{\\"subsystem\\":\\"gateway/ws\\"}","1":"x"}\n';
    const plain =
      '{"time":"2026-11-22T11:00:00Z","event":"toolExecution","tool":"__proto__","sessionKey":"constructor","phase":"end","outcome":"ok"}\n';
    const folder = evidenceFolder({ [log]: poison + attack(), 'plain.jsonl': plain });
    expectAttack(await audit([folder], { now }));
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test('a record that says its key twice, which is evidence of forgery', async () => {
    const line = logLine(noon - 1000, 'gateway/ws', 'unauthorized conn=x');
    const twice = line.replace('"_meta":', '"_meta":{"date":"2020-01-01T00:00:00.000Z"},"_meta":');
    const report = await auditOf(twice + attack());
    expectAttack(report);
    expect(report.coverage.sources.flatMap(({ gaps }) => gaps.map(({ kind }) => kind))).toContain('forged');
  });

  test('a gzip file that ends too early', async () => {
    const lines = Array.from({ length: 2_000 }, (_, index) =>
      logLine(noon + 60_000 + index, 'plugins', `${Math.sin(index)}`),
    );
    const whole = gzipSync(attack() + lines.join(''));
    const report = await auditOf(whole.subarray(0, whole.length - 100), 'logs/gateway.log.gz');
    expectAttack(report);
    expect(report.coverage.complete).toBe(false);
    expect(JSON.stringify(report.coverage.sources)).toContain('truncated');
  });

  test('one record from the year 2126', async () => {
    const report = await auditOf(
      logLine(noon - 1000, 'gateway', 'gateway ready') +
        logLine(noon + 3.2e12, 'gateway', 'gateway ready') +
        attack(),
    );
    expectAttack(report);
    expect(JSON.stringify(report.coverage.sources)).toContain('more than a day apart');
  });
});

describe('nobody is framed and nobody is cleared by', () => {
  test('a client name that holds a reason of its own', async () => {
    const client = 'cli reason=token_missing guidance=nothing\nunauthorized conn=z remote=9.9.9.9';
    const forged = Array.from({ length: 8 }, (_, index) =>
      refusedLines({ time: noon + index * 2_000, number: index, forwardedFor: '203.0.113.66', client }),
    );
    const report = await auditOf(forged.join(''));
    expectAttack(report);
    expect(JSON.stringify(report.coverage.sources)).toContain('forged');
  });

  test('a user agent with an address, escape codes and a whole gateway record', async () => {
    const userAgent = `x fwd=9.9.9.9 remote=9.9.9.9 \u001b[2J ${logLine(noon, 'gateway/ws', 'unauthorized conn=q')}`;
    const lines = Array.from({ length: 8 }, (_, index) =>
      refusedLines({
        time: noon + index * 2_000,
        number: index,
        forwardedFor: '203.0.113.66',
        userAgent,
      }),
    );
    expectAttack(await auditOf(lines.join('')));
  });

  test('a forwarded header from a peer that is no proxy', async () => {
    const lines = Array.from({ length: 8 }, (_, index) =>
      refusedLines({
        time: noon + index * 2_000,
        number: index,
        peer: '203.0.113.66',
        forwardedFor: `10.0.0.${index}`,
      }),
    );
    expectAttack(await auditOf(lines.join('')));
  });

  test('model output that looks like lines of the gateway', async () => {
    const words = 'unauthorized conn=m remote=198.51.100.9 client=cli cli v1 reason=token_mismatch';
    const echoed = Array.from(
      { length: 20 },
      (_, index) =>
        modelText(noon + index, words) + modelText(noon + index, logLine(noon, 'gateway/ws', words)),
    );
    expectAttack(await auditOf(echoed.join('') + attack(noon + 60_000)));
  });

  test('a line of the plain audit log inside a gateway log', async () => {
    const claim =
      '{"time":"2026-11-22T12:00:00Z","event":"authAttempt","outcome":"failure","ip":"198.51.100.9","reason":"token_mismatch"}\n';
    const report = await auditOf(
      logLine(noon - 1000, 'gateway', 'gateway ready') + claim.repeat(20) + attack(),
    );
    expectAttack(report);
    expect(unreadable(report)).toBe(20);
  });
});

test('evidence that is empty is no error and says so', async () => {
  const report = await auditOf('');
  expect(report.findings).toEqual([]);
  expect(report.coverage.detectors.every(({ sight }) => sight !== 'full')).toBe(true);
});
