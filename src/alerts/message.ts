import { visible } from '../facts/escape.ts';
import type { DigestItem, DigestNotice, FindingNotice, HeartbeatNotice, Notice } from '../model/alert.ts';
import type { Evidence } from '../model/finding.ts';
import { counted, grouped } from '../reporters/counted.ts';
import { findingRows } from '../reporters/finding-rows.ts';
import { peopleTime } from '../reporters/people-time.ts';

/** A notice for people. Each text is one line, with nothing in it that a terminal obeys; markup is still to be escaped. */
export interface Message {
  readonly title: string;
  readonly lines: readonly string[];
}

export function messageOf(notice: Notice): Message {
  const { title, lines } = wordsOf(notice);
  const { dropped = 0 } = notice;
  const lost = dropped > 0 ? [`${counted(dropped, 'earlier alert')} lost: the queue was full`] : [];
  return { title: visible(title), lines: [...lines, ...lost].map(visible) };
}

/** All in one text; cut where a sink takes no more. */
export function messageText(notice: Notice): string {
  const { title, lines } = messageOf(notice);
  return [title, ...lines].join('\n');
}

function wordsOf(notice: Notice): Message {
  switch (notice.kind) {
    case 'finding':
      return findingWords(notice);
    case 'digest':
      return digestWords(notice);
    case 'heartbeat':
      return heartbeatWords(notice);
    case 'daily':
      return { title: notice.title, lines: notice.text.split('\n') };
    case 'test':
      return {
        title: notice.title,
        lines: ['This is a test of `openclaw-audit alerts test`. Nothing happened.'],
      };
  }
}

const time = peopleTime(true);

function findingWords({ finding, was, time: now }: FindingNotice): Message {
  const { id, detector, revision, severity, title, summary, evidence, remediation } = finding;
  const rows = findingRows(finding, { time, now, manyGateways: true, verbose: false });
  return {
    title: `${severity.toUpperCase()}${was ? ` (was ${was})` : ''} ${title}`,
    lines: [
      summary,
      ...rows.map(({ label, text }) => `${label}: ${label === 'when' ? `${text} (UTC)` : text}`),
      ...proof(evidence),
      ...remediation.map((remedy) => `first: ${remedy}`),
      `more: openclaw-audit explain ${id.slice(0, 12)} (${detector}, revision ${revision})`,
    ],
  };
}

function proof(evidence: readonly Evidence[]): readonly string[] {
  const [first] = evidence;
  if (first === undefined) return [];
  return [`proof: ${placeOf(first)}${evidence.length > 1 ? ' and more' : ''}`];
}

function placeOf({ source }: Evidence): string {
  return 'row' in source ? `${source.name} ${source.table} ${source.row}` : `${source.name}:${source.line}`;
}

function digestWords({ severity, heldBack, ongoing }: DigestNotice): Message {
  const parts = [
    heldBack.total > 0 ? `${counted(heldBack.total, 'alert')} held back` : '',
    ongoing.total > 0 ? `${counted(ongoing.total, 'finding')} still going on` : '',
  ].filter(Boolean);
  const counts = heldBack.byDetector.map(({ detector, count }) => `${detector} ${grouped(count)}`);
  return {
    title: `${severity.toUpperCase()} ${parts.join(', ')}`,
    lines: [
      ...(counts.length > 0 ? [`held back: ${counts.join(', ')}`] : []),
      ...named(heldBack.items, (item) => `${grouped(item.count)} attempts`),
      ...rest(heldBack.total - mostNamed),
      ...named(ongoing.items, (item) => `still going on: ${grouped(item.more)} more attempts`),
      ...rest(ongoing.total - mostNamed),
    ],
  };
}

const mostNamed = 10;

function named(items: readonly DigestItem[], say: (item: DigestItem) => string): readonly string[] {
  return items
    .slice(0, mostNamed)
    .map(
      (item) => `${item.severity}: ${item.title} · ${say(item)} · ${item.gateway} · ${item.id.slice(0, 12)}`,
    );
}

function rest(more: number): readonly string[] {
  return more > 0 ? [`and ${grouped(more)} more: openclaw-audit --since 24h`] : [];
}

function heartbeatWords({ since, findings, pulse }: HeartbeatNotice): Message {
  const found = findings === 0 ? 'nothing found' : `${counted(findings, 'finding')} told`;
  const last = pulse?.lastEvent ?? null;
  return {
    title: `Watching, ${found} since ${time.minute(since)} UTC`,
    lines: [
      ...(pulse ? [`${counted(pulse.events, 'event')} read`] : []),
      ...(last === null ? [] : [`newest event: ${time.minute(last)} UTC`]),
    ],
  };
}
