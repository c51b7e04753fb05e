import { isWrapper } from '../facts/tool.ts';
import type { Own } from './own.ts';

type Execution = Own<'toolExecution'>;

/** The log's line and the ledger's row of one failure lie milliseconds apart. */
const nearness = 1_500;
const patience = 2_000;
const most = 5_000;
/** Older gateways capture their own console: the same line comes twice, milliseconds apart. */
const echo = 20;

interface Ended {
  readonly event: Execution;
  /** Told already, or kept back because only the line can name the tool. */
  readonly told: boolean;
}

/**
 * `[tools] … failed: …` lines say why and with which arguments, but not in which session; ledger rows
 * and tool-end lines know the session, but not why. Nearest in time with the same tool and trace, they are one.
 */
export class Failures {
  #lines: Execution[];
  #ends: Ended[];
  #last: { readonly text: string; readonly time: number } | null;
  readonly #release: (event: Execution) => void;

  constructor(
    release: (event: Execution) => void,
    saved: SavedFailures = { lines: [], ends: [], last: null },
  ) {
    this.#release = release;
    this.#lines = [...saved.lines];
    this.#ends = [...saved.ends];
    this.#last = saved.last;
  }

  /** A line without call and session. */
  offerLine(line: Execution): void {
    if (this.#isEcho(line)) return;
    const at = this.#ends.findIndex(({ event }) => fits(line, event));
    const end = this.#ends[at];
    if (!end) {
      this.#lines.push(line);
      if (this.#lines.length > most) this.#flushLine();
      return;
    }
    this.#ends.splice(at, 1);
    this.#release(combine(line, end.event));
  }

  /** An end that failed; `refused` ones wait for the line that names the tool. */
  offerEnd(event: Execution, refused: boolean): void {
    const at = this.#lines.findIndex((line) => fits(line, event));
    const line = this.#lines[at];
    if (line) {
      this.#lines.splice(at, 1);
      this.#release(combine(line, event));
      return;
    }
    if (!refused) this.#release(event);
    this.#ends.push({ event, told: !refused });
    if (this.#ends.length > most) this.#flushEnd();
  }

  tick(time: number): void {
    while (this.#lines[0] && time - this.#lines[0].time >= patience) this.#flushLine();
    while (this.#ends[0] && time - this.#ends[0].event.time >= patience) this.#flushEnd();
  }

  save(): SavedFailures {
    return { lines: this.#lines, ends: this.#ends, last: this.#last };
  }

  #isEcho({ text = '', time }: Execution): boolean {
    const before = this.#last;
    const echoed = before?.text === text && Math.abs(time - before.time) <= echo;
    this.#last = echoed ? null : { text, time };
    return echoed;
  }

  #flushLine(): void {
    const line = this.#lines.shift();
    if (line) this.#release(line);
  }

  #flushEnd(): void {
    const end = this.#ends.shift();
    if (!end || end.told) return;
    const reason = 'the tool does not exist or policy removed it';
    this.#release({ ...end.event, outcome: 'denied', reason });
  }
}

export interface SavedFailures {
  readonly lines: readonly Execution[];
  readonly ends: readonly Ended[];
  readonly last: { readonly text: string; readonly time: number } | null;
}

function fits(line: Execution, end: Execution): boolean {
  if (Math.abs(line.time - end.time) > nearness) return false;
  if (line.traceId && end.traceId && line.traceId !== end.traceId) return false;
  if (line.runId && end.runId && line.runId !== end.runId) return false;
  return line.tool === end.tool || isWrapper(end.tool);
}

/** What the line says, in the row's session; not in the line's words, which nobody finds in the row. */
function combine(line: Execution, end: Execution): Execution {
  const inferred = [...(end.inferred ?? []), 'reason'];
  const { tool, outcome, reason, args = end.args } = line;
  return {
    ...end,
    tool,
    outcome,
    inferred,
    ...(reason && { reason }),
    text: '',
    ...(args !== undefined && { args }),
  };
}
