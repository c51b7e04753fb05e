export interface OpenOptions {
  /** Files last written before this time (milliseconds) stay closed, and are counted in `ignored`. */
  readonly oldest?: number;
  /** Whether transcripts are opened; true. */
  readonly transcripts?: boolean;
  /** `listed`: databases are found and left closed, for a reader that opens them time and again. */
  readonly databases?: 'read' | 'listed';
  /** Bytes of a database with its log, at most; 2 GiB. */
  readonly databaseLimit?: number;
  /** Bytes kept of one record. */
  readonly limit?: number;
}
