import type { ParserContext } from '../../model/parser.ts';
import type { LogRecord } from './record.ts';

/** Says once what a source shows: lines of level debug, connection lines of `--verbose`. */
export function seenIn(context: ParserContext): (record: LogRecord) => void {
  let debug = false;
  let verbose = false;
  return (record) => {
    if (!debug && (record.level === 'DEBUG' || record.level === 'TRACE')) {
      debug = true;
      context.onSeen('debugLines');
    }
    if (!verbose && isConnectionLine(record)) {
      verbose = true;
      context.onSeen('verboseLines');
    }
  };
}

function isConnectionLine({ subsystem, message }: LogRecord): boolean {
  return subsystem === 'gateway/ws' && (message.startsWith('← ') || message.startsWith('→ hello-ok'));
}
