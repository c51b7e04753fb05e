import type { Json } from '../../model/json.ts';
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

/** The connection of the last line that named one. */
export interface LastConnection {
  conn?: string | undefined;
}

/** A verbose gateway names a connection only when it is not that of its last line; the name is put back. */
export function unchangedConnections(last: LastConnection): (record: LogRecord) => Completed {
  return (record) => {
    if (!isOfOneConnection(record)) return { record, inferred: false };
    const { message } = record;
    const conn = named.exec(message)?.[1];
    if (conn === undefined && last.conn !== undefined) {
      return { record: { ...record, message: withConnection(message, last.conn) }, inferred: true };
    }
    if (conn !== undefined) last.conn = isBelievable(message, conn, last.conn) ? conn : undefined;
    return { record, inferred: false };
  };
}

function isOfOneConnection({ subsystem, message }: LogRecord): boolean {
  return subsystem === 'gateway/ws' && ofOneConnection.test(message);
}

/** The words of a refusal are in part the client's: a connection that they name is not remembered. */
function isBelievable(message: string, conn: string, last: string | undefined): boolean {
  return conn === last || !message.includes(' res ✗ ');
}

function withConnection(message: string, conn: string): string {
  const id = request.exec(message)?.[0] ?? '';
  return `${message.slice(0, message.length - id.length)} conn=${conn}${id}`;
}

/** As a parser saved it. */
export function lastConnectionOf(saved: Json | undefined): LastConnection {
  const conn = typeof saved === 'string' ? saved : undefined;
  return { conn };
}
