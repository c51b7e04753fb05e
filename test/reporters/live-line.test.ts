import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { LiveLines } from '../../src/reporters/live-line.ts';

const finding = {
  id: '5136645dd06419704a6668d7e316b9f9',
  gateway: 'home',
  title: 'Guessing that got in',
  summary: '8 wrong credentials from 203.0.113.71, then\nthe right one \u001b[2J\u202e',
  severity: 'critical',
  lastSeen: Date.parse('2026-11-22T02:00:00Z'),
  remediation: ['If this was not you, stop the gateway now: `openclaw gateway stop`.', 'Then …'],
} as unknown as Finding;

test('in a file a finding is one line, whatever its words hold', () => {
  expect(new LiveLines({ color: false, utc: true }).finding(finding)).toBe(
    '2026-11-22 02:00:00 CRITICAL Guessing that got in: 8 wrong credentials from 203.0.113.71, then\\nthe right one \\x1b[2J\\u202e [home 5136645d] → If this was not you, stop the gateway now: `openclaw gateway stop`.\n',
  );
});

test('on a terminal no word is broken, and what to do stands on a line of its own', () => {
  const text = new LiveLines({ color: false, utc: true, columns: 72 }).finding(finding);
  expect(text.split('\n').every((line) => line.length <= 72)).toBe(true);
  expect(text).toContain('\n                             → If this was not you');
});
