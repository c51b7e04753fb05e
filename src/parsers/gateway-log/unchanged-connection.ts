import type { LogRecord } from './record.ts';

/** Kinds of WebSocket lines that belong to one connection; events are broadcast. */
const ofOneConnection = /^[←→⇄] (?:open|connect|hello-ok|close|req|res) /;
const named = / conn=([0-9a-f]{8}…[0-9a-f]{4})(?: id=\S{1,80})?$/;
const request = / id=\S{1,80}$/;

export interface Completed {
  readonly record: LogRecord;
  /** The line did not name its connection: it is that of the line before. */
  readonly inferred: boolean;
}

/** A verbose gateway names a connection only when it is not that of its last line; the name is put back. */
export function unchangedConnections(): (record: LogRecord) => Completed {
  let last: string | undefined;
  return (record) => {
    if (record.subsystem !== 'gateway/ws' || !ofOneConnection.test(record.message)) {
      return { record, inferred: false };
    }
    const conn = named.exec(record.message)?.[1];
    // The words of a refusal are in part the client's: a connection that they name is not remembered.
    if (conn !== undefined) last = conn !== last && record.message.includes(' res ✗ ') ? undefined : conn;
    if (conn !== undefined || last === undefined) return { record, inferred: false };
    return { record: { ...record, message: withConnection(record.message, last) }, inferred: true };
  };
}

function withConnection(message: string, conn: string): string {
  const id = request.exec(message)?.[0] ?? '';
  return `${message.slice(0, message.length - id.length)} conn=${conn}${id}`;
}
