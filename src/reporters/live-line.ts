import { visible } from '../facts/escape.ts';
import type { Finding } from '../model/finding.ts';
import type { SourceGap } from '../model/source.ts';
import type { WatchFigures } from '../model/watch-figures.ts';
import { counted } from './counted.ts';
import { wrap, wrapAround } from './layout.ts';
import { type Paint, painter, type Style } from './paint.ts';
import { type PeopleTime, peopleTime } from './people-time.ts';

export interface LiveLook {
  readonly color: boolean;
  readonly utc: boolean;
  /** Columns of a terminal, where words are not broken; in a file a line is a line. */
  readonly columns?: number | undefined;
}

const mark = 8;
const indent = 'yyyy-mm-dd hh:mm:ss '.length + mark + 1;

/** What a watch says to people, a line each: when, how bad, what, and what to do. */
export class LiveLines {
  readonly #times: PeopleTime;
  readonly #paint: Paint;
  readonly #columns: number | undefined;

  constructor({ color, utc, columns }: LiveLook) {
    this.#times = peopleTime(utc);
    this.#paint = painter(color);
    this.#columns = columns;
  }

  finding({ severity, title, summary, lastSeen, id, remediation, gateway }: Finding): string {
    const [first] = remediation;
    const what = `${title}: ${summary} [${gateway} ${id.slice(0, 8)}]`;
    return this.#line(lastSeen, severity, severity.toUpperCase(), first ? [what, `→ ${first}`] : [what]);
  }

  /** Something that could not be seen. */
  gap({ kind, name, note }: SourceGap, now: number): string {
    return this.#line(now, 'medium', 'BLIND', [`${name}: ${note} (${kind})`]);
  }

  /** The watch is on. */
  heartbeat({ events, sources, findings }: WatchFigures, now: number): string {
    const found = findings === 0 ? 'nothing found' : counted(findings, 'finding');
    const text = `watching ${counted(sources, 'source')} · ${counted(events, 'event')} · ${found}`;
    return this.#line(now, 'dim', 'ALIVE', [text]);
  }

  #line(time: number, style: Style, word: string, parts: readonly string[]): string {
    const head = `${this.#paint('dim', this.#times.second(time))} ${this.#paint(style, word.padEnd(mark))} `;
    const safe = parts.map(visible);
    if (this.#columns === undefined) return `${head}${safe.join(' ')}\n`;
    const width = Math.max(20, this.#columns - indent);
    const lines = safe.flatMap((part) =>
      part.startsWith('→') ? wrapAround(part, width) : wrap(part, width),
    );
    return `${head}${lines.join(`\n${' '.repeat(indent)}`)}\n`;
  }
}
