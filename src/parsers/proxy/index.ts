import type { AuditEvent } from '../../model/event.ts';
import type { Parser, ParserContext } from '../../model/parser.ts';
import type { Line } from '../../model/source.ts';
import { textOf } from '../bytes.ts';
import { seal } from '../draft.ts';
import { gapAt, oversize, positionOf } from '../gap.ts';
import type { AccessRecord } from './access-record.ts';
import { eventsOf } from './events-of.ts';
import { isElsewhere } from './quick-look.ts';
import { readAccess } from './read-access.ts';
import { RefusedClients } from './refused-clients.ts';

const none: readonly AuditEvent[] = [];

/** The access log of a reverse proxy in front of the gateway, which itself writes nothing of refused requests. */
export function proxy({ gateway, saved, hosts }: ParserContext): Parser {
  const isOurs = siteFilter(hosts);
  const refused = new RefusedClients(saved);
  let time = 0;

  function parse(line: Line): readonly AuditEvent[] {
    const cut = oversize(line, gateway, time);
    if (cut !== undefined) return [cut];
    const text = textOf(line);
    if (isElsewhere(text) || text.trim() === '') return none;
    const record = readAccess(text);
    return record === undefined ? [gap(line, 'unreadable', 'no line of an access log')] : read(record, line);
  }

  function read(record: AccessRecord, line: Line): readonly AuditEvent[] {
    time = record.time;
    const drafts = isOurs(record) ? eventsOf(record, refused) : [];
    if (drafts.length === 0) return none;
    const source = positionOf(line);
    const common = { time, gateway, source, trust: 'recorded' as const, text: shown(record) };
    const events = drafts.map((draft) => seal(draft, common));
    if (record.doubtful) events.push(gap(line, 'forged', 'the words of a client break out of their place'));
    return events;
  }

  function gap(line: Line, kind: 'unreadable' | 'forged', note: string): AuditEvent {
    return gapAt(line, gateway, { gap: kind, note, time });
  }

  return { kind: 'proxy', parse, end: () => none, save: () => refused.save() };
}

/** What names no site may be the gateway's. */
function siteFilter(hosts: readonly string[] | undefined): (record: AccessRecord) => boolean {
  if (hosts === undefined) return () => true;
  const ours = new Set(hosts.map(siteOf));
  return ({ host }) => host === undefined || ours.has(siteOf(host));
}

function siteOf(host: string): string {
  return host.toLowerCase().replace(/:\d{1,5}$/, '');
}

/** The same short line for each format. */
function shown({ peer, method, target, status, host, userAgent, origin }: AccessRecord): string {
  const claims = [host && `host=${host}`, origin && `origin=${origin}`, userAgent && `ua=${userAgent}`];
  return [`${peer} "${method} ${target.slice(0, 500)}" ${status}`, ...claims].filter(Boolean).join(' ');
}
