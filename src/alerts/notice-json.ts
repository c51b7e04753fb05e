import type { Digest, Notice, Pulse } from '../model/alert.ts';
import { isoTime, isoTimeOrNull } from '../reporters/iso-time.ts';
import { toJsonFinding } from '../reporters/json-finding.ts';
import { printableJson } from '../reporters/printable-json.ts';

/** A notice as one line of JSON, without a line break. */
export function noticeJson(notice: Notice): string {
  const { kind, id, time, dropped = 0 } = notice;
  const head = { schema: 'openclaw-audit/alert@1', kind, alert: { id, time: isoTime(time), dropped } };
  return printableJson(JSON.stringify({ ...head, ...bodyOf(notice) }));
}

function bodyOf(notice: Notice): object {
  switch (notice.kind) {
    case 'finding':
      return { was: notice.was ?? null, ...toJsonFinding(notice.finding) };
    case 'digest': {
      const { severity, heldBack, ongoing } = notice;
      return { severity, heldBack: jsonDigest(heldBack), ongoing: jsonDigest(ongoing) };
    }
    case 'heartbeat': {
      const { since, findings, pulse } = notice;
      return { since: isoTime(since), findings, pulse: pulse && jsonPulse(pulse) };
    }
    case 'daily':
      return { title: notice.title, text: notice.text, body: notice.body };
    case 'test':
      return { title: notice.title };
  }
}

function jsonDigest({ total, byDetector, items }: Digest): object {
  return { total, byDetector, items };
}

function jsonPulse({ events, lastEvent }: Pulse): object {
  return { events, lastEvent: isoTimeOrNull(lastEvent) };
}
