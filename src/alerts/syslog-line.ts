import { cut } from '../facts/cut.ts';
import { visible } from '../facts/escape.ts';
import type { Notice } from '../model/alert.ts';
import type { Severity } from '../model/finding.ts';
import { isoTime } from '../reporters/iso-time.ts';
import { messageOf } from './message.ts';

export const facilities = {
  user: 1,
  daemon: 3,
  auth: 4,
  authpriv: 10,
  local0: 16,
  local1: 17,
  local2: 18,
  local3: 19,
  local4: 20,
  local5: 21,
  local6: 22,
  local7: 23,
} as const;
export type Facility = keyof typeof facilities;

const levels: { readonly [S in Severity]: number } = { critical: 2, high: 3, medium: 4, low: 5, info: 6 };

/** One message of RFC 5424, of at most `limit` bytes. */
export function syslogLine(notice: Notice, { facility, hostName, limit }: LineOptions): Buffer {
  const priority = facilities[facility] * 8 + levels[notice.severity];
  const host = hostName.replace(/[^!-~]/g, '').slice(0, 255) || '-';
  const head = `<${priority}>1 ${isoTime(notice.time)} ${host} openclaw-audit - ${notice.kind}`;
  const { title, lines } = messageOf(notice);
  return shortened(`${head} ${structured(notice)} \ufeff${[title, ...lines].join(' | ')}`, limit);
}

export interface LineOptions {
  readonly facility: Facility;
  readonly hostName: string;
  readonly limit: number;
}

/** 32473 is the number of those who have none (RFC 5612). */
function structured(notice: Notice): string {
  const fields: readonly (readonly [string, string | number])[] = [
    ['id', notice.id],
    ['severity', notice.severity],
    ...(notice.dropped ? [['dropped', notice.dropped] as const] : []),
    ...(notice.kind === 'finding' ? findingFields(notice) : []),
  ];
  return `[openclawAudit@32473 ${fields.map(([name, value]) => `${name}="${quoted(String(value))}"`).join(' ')}]`;
}

function findingFields({ finding }: Extract<Notice, { kind: 'finding' }>) {
  const { detector, gateway, revision, count, entities } = finding;
  return [
    ['detector', detector],
    ['gateway', gateway],
    ['revision', revision],
    ['count', count],
    ...entities.ips.map((ip) => ['ip', ip] as const),
    ...entities.sessions.map((session) => ['session', session] as const),
  ] as const;
}

function quoted(text: string): string {
  return visible(cut(text, 200)).replace(/["\\\]]/g, '\\$&');
}

/** Never within a character. */
function shortened(line: string, limit: number): Buffer {
  const bytes = Buffer.from(line);
  if (bytes.length <= limit) return bytes;
  let end = limit;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end);
}
