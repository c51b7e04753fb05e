/** Where a record came from, so that every finding can be checked by hand. */
export type Position = FilePosition | RowPosition;

export interface FilePosition {
  /** As given by the user or found by discovery; in a rotation set, the file that holds the line. */
  readonly name: string;
  /** 1-based; in a page of records (a ledger page) the line where the page starts. */
  readonly line: number;
  /** Byte where the line starts; of a compressed file, in decompressed bytes. */
  readonly offset: number;
}

export interface RowPosition {
  readonly name: string;
  readonly table: string;
  readonly row: number;
}
