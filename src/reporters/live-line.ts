import { visible } from '../facts/escape.ts';
import type { Finding } from '../model/finding.ts';
import type { SourceGap } from '../model/source.ts';
import type { WatchFigures } from '../model/watch-figures.ts';
import { counted } from './counted.ts';
import type { Paint } from './paint.ts';
import type { PeopleTime } from './people-time.ts';

/** One finding, one line: when, how bad, what, and what to do. */
export function liveLine(finding: Finding, times: PeopleTime, paint: Paint): string {
  const { severity, title, summary, lastSeen, id, remediation, gateway } = finding;
  const when = paint('dim', times.second(lastSeen));
  const first = remediation[0] ? ` ${paint('dim', '→')} ${visible(remediation[0])}` : '';
  const where = paint('dim', `[${visible(gateway)} ${id.slice(0, 8)}]`);
  const what = `${paint('bold', visible(title))}: ${visible(summary)}`;
  return `${when} ${paint(severity, severity.toUpperCase().padEnd(8))} ${what}${first} ${where}\n`;
}

/** The watch is on, one line. */
export function liveHeartbeat(figures: WatchFigures, now: number, times: PeopleTime, paint: Paint): string {
  const { events, sources, findings } = figures;
  const found = findings === 0 ? 'nothing found' : counted(findings, 'finding');
  const text = `watching ${counted(sources, 'source')} · ${counted(events, 'event')} · ${found}`;
  return `${paint('dim', `${times.second(now)} ${text}`)}\n`;
}

/** Something that could not be seen, one line. */
export function liveGap(
  { kind, name, note }: SourceGap,
  now: number,
  times: PeopleTime,
  paint: Paint,
): string {
  return `${paint('dim', times.second(now))} ${paint('medium', 'BLIND   ')} ${visible(name)}: ${visible(note)} (${kind})\n`;
}
