import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Finding } from '../../model/finding.ts';
import type { AuditReport, ReporterOptions } from '../../model/report.ts';
import type { SourceGap } from '../../model/source.ts';
import type { WatchFigures } from '../../model/watch-figures.ts';
import { toGapLine, toHeartbeatLine, toJsonFigures } from '../../reporters/live-json.ts';
import { LiveLines, type LiveLook } from '../../reporters/live-line.ts';
import { closingLines, toFindingLine } from '../../reporters/ndjson.ts';
import { ndjsonLines } from '../../reporters/ndjson-lines.ts';
import { AuditError } from '../audit-error.ts';
import type { News } from './told-findings.ts';

/** What `--follow` writes, a line at a time. */
export interface LivePrinter {
  finding(finding: Finding, news: News): void;
  gap(gap: SourceGap, now: number): void;
  heartbeat(figures: WatchFigures, now: number): void;
  /** The coverage and the summary, when the watch ends. */
  close(report: AuditReport, figures: WatchFigures): Promise<void>;
}

export function livePrinter(format: string, look: ReporterOptions, output: string | undefined): LivePrinter {
  const columns = output === undefined && process.stdout.isTTY ? look.width : undefined;
  if (format !== 'table' && format !== 'ndjson')
    throw new AuditError('USAGE', `--follow prints lines: --format is table or ndjson, not ${format}`);
  const sink = output === undefined ? process.stdout : createWriteStream(output, { flags: 'a', mode: 0o600 });
  const print = (text: string) => void sink.write(text);
  const end = async () => {
    if (sink === process.stdout) return;
    sink.end();
    await finished(sink);
  };
  return format === 'ndjson' ? forPrograms(print, end) : forPeople(print, end, { ...look, columns });
}

type Print = (text: string) => void;
type End = () => Promise<void>;

function forPrograms(print: Print, end: End): LivePrinter {
  return {
    finding: (finding) => print(ndjsonLines([toFindingLine(finding)])),
    gap: (gap, now) => print(ndjsonLines([toGapLine(gap, now)])),
    heartbeat: (figures, now) => print(ndjsonLines([toHeartbeatLine(figures, now)])),
    close: async (report, figures) => {
      const [coverage, summary] = closingLines(report);
      print(ndjsonLines([coverage, { ...summary, following: toJsonFigures(figures) }]));
      await end();
    },
  };
}

function forPeople(print: Print, end: End, look: LiveLook): LivePrinter {
  const lines = new LiveLines(look);
  return {
    // That an alert grew is no news at two in the morning; that it got worse is.
    finding: (finding, news) => {
      if (news !== 'larger') print(lines.finding(finding));
    },
    gap: (gap, now) => print(lines.gap(gap, now)),
    heartbeat: (figures, now) => print(lines.heartbeat(figures, now)),
    close: end,
  };
}
