import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escaped, withoutMention } from '../../src/alerts/escaped.ts';
import { messageOf, messageText } from '../../src/alerts/message.ts';
import { toldFinding } from '../../src/alerts/told-finding.ts';
import type { DigestItem, FindingNotice } from '../../src/model/alert.ts';
import { guessed, hostile } from '../reporters/sample-report.ts';
import { start } from './alert-room.ts';

const notice: FindingNotice = {
  kind: 'finding',
  id: `${guessed.id}.critical`,
  time: start,
  severity: 'critical',
  revision: 3,
  was: 'medium',
  finding: toldFinding(guessed),
};

const item: DigestItem = {
  id: guessed.id,
  detector: guessed.detector,
  gateway: 'vm',
  severity: 'high',
  revision: 2,
  title: guessed.title,
  count: 417,
  more: 412,
};

describe('messageText', () => {
  test('says what, who, when, where the proof is, and what to do first', () => {
    expect(messageText(notice)).toMatchInlineSnapshot(`
      "CRITICAL (was medium) A token was guessed from 198.51.100.23
      12 wrong tokens from 198.51.100.23 within 10 minutes, then a pairing request from the same address: the token was right.
      from: 198.51.100.23 · device 9f3c0a
      where: gateway vm
      when: 2026-11-22 06:15:02 → 06:25:10 (10m 8s) · 13 times · about 6 hours ago (UTC)
      why: guesses, then success: 12 seen within 10m, fires at 5 · confidence high
      proof: /tmp/openclaw/openclaw-2026-11-22.log:1204 and more
      first: Reject the request: \`openclaw devices list\`, then \`openclaw devices reject 9f3c0a\`.
      more: openclaw-audit explain 0f3a9c1de2b4 (repeated-auth-failures, revision 3)"
    `);
  });

  test('counts what a digest holds, and names the worst', () => {
    const byDetector = [{ detector: guessed.detector, count: 25 }];
    const items = Array.from({ length: 25 }, () => item);
    expect(
      messageText({
        kind: 'digest',
        id: 'digest.1',
        time: start,
        severity: 'high',
        dropped: 3,
        heldBack: { total: 25, byDetector, items: items.slice(0, 11) },
        ongoing: { total: 1, byDetector: [{ detector: guessed.detector, count: 1 }], items: [item] },
      }),
    ).toMatchInlineSnapshot(`
      "HIGH 25 alerts held back, 1 finding still going on
      held back: repeated-auth-failures 25
      high: A token was guessed from 198.51.100.23 · 417 attempts · vm · 0f3a9c1de2b4
      high: A token was guessed from 198.51.100.23 · 417 attempts · vm · 0f3a9c1de2b4
      high: A token was guessed from 198.51.100.23 · 417 attempts · vm · 0f3a9c1de2b4
      high: A token was guessed from 198.51.100.23 · 417 attempts · vm · 0f3a9c1de2b4
      high: A token was guessed from 198.51.100.23 · 417 attempts · vm · 0f3a9c1de2b4
      high: A token was guessed from 198.51.100.23 · 417 attempts · vm · 0f3a9c1de2b4
      high: A token was guessed from 198.51.100.23 · 417 attempts · vm · 0f3a9c1de2b4
      high: A token was guessed from 198.51.100.23 · 417 attempts · vm · 0f3a9c1de2b4
      high: A token was guessed from 198.51.100.23 · 417 attempts · vm · 0f3a9c1de2b4
      high: A token was guessed from 198.51.100.23 · 417 attempts · vm · 0f3a9c1de2b4
      and 15 more: openclaw-audit --since 24h
      high: A token was guessed from 198.51.100.23 · still going on: 412 more attempts · vm · 0f3a9c1de2b4
      3 earlier alerts lost: the queue was full"
    `);
  });

  test('proves that the watch is on', () => {
    const pulse = { events: 1204, lastEvent: start - 60_000 };
    const beat = {
      kind: 'heartbeat',
      id: 'h',
      time: start,
      severity: 'info',
      since: start - 3_600_000,
    } as const;
    expect(messageText({ ...beat, findings: 0, pulse })).toMatchInlineSnapshot(`
      "Watching, nothing found since 2026-11-22 11:00 UTC
      1,204 events read
      newest event: 2026-11-22 11:59 UTC"
    `);
    expect(messageText({ ...beat, findings: 2, pulse: null })).toMatchInlineSnapshot(
      `"Watching, 2 findings told since 2026-11-22 11:00 UTC"`,
    );
  });

  test('has one line for each thing said, whatever the log holds', () => {
    const { title, lines } = messageOf({ ...notice, finding: toldFinding(hostile) });
    for (const line of [title, ...lines]) {
      expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
      expect(line.length).toBeLessThan(1500);
    }
  });
});

describe('escaped', () => {
  const doubled = (sign: string) => (sign === '*' ? '\\*' : withoutMention(sign));

  test('never cuts within an escape or a character, and never exceeds its limit', () => {
    const text = fc.string({ unit: fc.constantFrom('*', '@', 'a', '👍', '漢') });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 30 }), (all, limit) => {
        const shown = escaped(all, limit, doubled);
        const whole = [...all].map(doubled).join('');
        expect(shown.length).toBeLessThanOrEqual(limit);
        if (whole.length <= limit) expect(shown).toBe(whole);
        else expect(shown).toMatch(/^(?:\\\*|@\u200b|a|👍|漢)*…$/u);
      }),
    );
  });
});
