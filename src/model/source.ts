/** One framed record: the bytes between two 0x0A, without them. Valid until the next batch is asked for. */
export interface Line {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly line: number;
  readonly offset: number;
  /** Bytes the record had before its 0x0A: with a carriage return that `bytes` leaves out, and with what was cut. */
  readonly length: number;
  /** The record was longer than the limit: `bytes` holds its start only. */
  readonly cut?: boolean;
  /** Of a database: the table; then `line` is the id of the row, and `bytes` the row as JSON. */
  readonly table?: string;
  /** Whose transcript the row belongs to. */
  readonly session?: { readonly sessionId: string; readonly agentId?: string; readonly sessionKey?: string };
  /** False for the last bytes of a file that does not end in 0x0A. */
  readonly terminated: boolean;
}

/** Something the reader itself saw: evidence, not an error. */
export interface SourceGap {
  readonly kind: 'truncated' | 'unreadable' | 'rotation' | 'oversize';
  readonly name: string;
  readonly note: string;
  /** The file in front of which it lies; without it, it is where the reader has come to. */
  readonly before?: string;
}

/** What a file can hold. */
export const fileKinds = [
  'gateway-log',
  'logs-json',
  'ledger',
  'plain',
  'transcript',
  'console',
  'proxy',
  'commands',
  'config-audit',
  'paired-devices',
  'channel-pairing',
  'exec-allowlist',
  'cron-log',
  'file-transfer',
] as const;

/** Files that are written anew as a whole: they do not grow. */
export const documentKinds: readonly SourceKind[] = ['paired-devices', 'channel-pairing', 'exec-allowlist'];

/** What only tables of the gateway's databases hold. */
const tableKinds = ['approvals', 'devices', 'decisions', 'cron-runs', 'sessions', 'trajectory'] as const;

export const sourceKinds = [...fileKinds, ...tableKinds] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** A file, a rotation set read as one, a set of ledger pages, a table of a database, or standard input. */
export interface Source {
  /** Shown to people: the given or found path; for a rotation set that of its live file. */
  readonly name: string;
  /** What the name says it is; the parsers recognise the rest by its first records. */
  readonly kind?: SourceKind;
  /** Of a database: the table that it reads. */
  readonly table?: string;
  /** For a transcript, what its place in the state folder says. */
  readonly agentId?: string;
  readonly sessionId?: string;
  readonly sessionKey?: string;
  /** Who spawned that session, as `sessions.json` says. */
  readonly parentSessionKey?: string;
  /** Name of the state folder it came from; absent when the path does not tell. */
  readonly gateway?: string;
  /** Found in a folder, not named by the user: when its records fit no kind it is ignored, not a gap. */
  readonly found?: boolean;
  /** Bytes on disk, when known before reading. */
  readonly size?: number;
  /** Batches of framed records, oldest file first. */
  read(): AsyncIterable<readonly Line[]>;
  /** Filled while reading. */
  readonly gaps: readonly SourceGap[];
}
