import { formatDuration } from '../../facts/duration.ts';
import { type Severity, severities } from '../../model/finding.ts';
import { counted } from '../../reporters/counted.ts';

export interface Status {
  readonly sources: number;
  readonly events: number;
  /** Milliseconds between the newest event and its reading. */
  readonly lag: number;
  readonly findings: ReadonlyMap<Severity, number>;
}

const every = 1_000;

/** One quiet line at the foot of a terminal; nothing where nobody looks. */
export class StatusLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #shown: boolean;
  #at = 0;
  #events = 0;
  #drawn = false;

  constructor(stream: NodeJS.WriteStream, wanted: boolean) {
    this.#stream = stream;
    this.#shown = wanted && stream.isTTY === true && process.stdout.isTTY === true;
  }

  show(status: Status, now: number): void {
    if (!this.#shown || now - this.#at < every) return;
    const rate = Math.round(((status.events - this.#events) * 1000) / (now - this.#at));
    const known = this.#at > 0;
    this.#at = now;
    this.#events = status.events;
    const text = statusText(status, known ? rate : 0);
    this.#stream.write(`\r\u001b[K\u001b[2m${text.slice(0, (this.#stream.columns ?? 80) - 1)}\u001b[22m`);
    this.#drawn = true;
  }

  /** Makes room for a line that stays. */
  clear(): void {
    if (this.#drawn) this.#stream.write('\r\u001b[K');
    this.#drawn = false;
    this.#at = 0;
  }
}

export function statusText({ sources, lag, findings, events }: Status, rate: number): string {
  const counts = severities
    .filter((severity) => findings.get(severity))
    .reverse()
    .map((severity) => `${findings.get(severity)} ${severity}`);
  const parts = [
    `watching ${counted(sources, 'source')}`,
    `${counted(events, 'event')}, ${rate}/s`,
    `lag ${formatDuration(lag < 1_000 ? lag : Math.floor(lag / 1_000) * 1_000)}`,
    counts.length > 0 ? counts.join(', ') : 'nothing found',
  ];
  return parts.join(' · ');
}
