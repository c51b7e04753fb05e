import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { archiveDay, archivedDays, dayPath, daySpan } from './archive-days.ts';
import { type ArchiveFacts, joinFacts, noFacts, readFacts } from './archive-facts.ts';
import { type ArchivedEvent, readEvent } from './archived-event.ts';
import { hasCode, reasonOf } from './state-error.ts';

/** Longer than any line that is written. */
const longestLine = 4_000_000;

/** What one gateway's folder keeps, in the order in which it was kept. What cannot be read is a gap, never an error. */
export class ArchiveReader {
  readonly folder: string;
  readonly #facts = new Map<string, ArchiveFacts>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Of the days read so far. */
  get facts(): ReadonlyMap<string, ArchiveFacts> {
    return this.#facts;
  }

  /** Batches of the events from `from` up to, not including, `to`. */
  async *read(from: number, to: number): AsyncGenerator<readonly ArchivedEvent[]> {
    const days = await archivedDays(this.folder);
    for (const day of days) {
      const span = daySpan(day);
      if (span.to <= from || span.from >= to) continue;
      for await (const batch of this.#readDay(day))
        yield batch.filter(({ event: { time } }) => time >= from && time < to);
    }
  }

  async *#readDay(day: string): AsyncGenerator<readonly ArchivedEvent[]> {
    this.#note(day, noFacts);
    let rest = '';
    let isEmpty = true;
    try {
      for await (const text of textOf(dayPath(this.folder, day))) {
        isEmpty = false;
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        if (rest.length > longestLine) throw new Error('a line without end');
        yield this.#eventsIn(lines, day);
      }
      if (rest !== '' || isEmpty) throw new Error('its end is missing');
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return;
      this.#note(day, { ...noFacts, damage: `the archive of this day is damaged: ${reasonOf(error)}` });
    }
  }

  #eventsIn(lines: readonly string[], day: string): readonly ArchivedEvent[] {
    return lines.flatMap((line) => this.#eventIn(line, day) ?? []);
  }

  #eventIn(line: string, day: string): ArchivedEvent | undefined {
    const json = parse(line);
    const event = readEvent(json);
    // What stands in the wrong day was not written here.
    if (event && archiveDay(event.event.time) === day) return event;
    const facts = readFacts(json);
    if (facts) this.#note(day, facts);
    else this.#note(day, { ...noFacts, damage: 'the archive of this day has lines that nobody wrote' });
    return undefined;
  }

  #note(day: string, facts: ArchiveFacts): void {
    this.#facts.set(day, joinFacts(this.#facts.get(day) ?? noFacts, facts));
  }
}

function textOf(path: string): AsyncIterable<string> {
  const file = createReadStream(path);
  const text = createGunzip();
  file.on('error', (error) => text.destroy(error));
  return file.pipe(text).setEncoding('utf8');
}

function parse(line: string): object {
  try {
    const json: unknown = JSON.parse(line);
    return typeof json === 'object' && json !== null ? json : {};
  } catch {
    return {};
  }
}
