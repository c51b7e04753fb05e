/** One answer about a finding: who, from where, when, why. Its text is not escaped yet. */
export interface FindingRow {
  /** At most seven characters; empty where a row goes on with the one before. */
  readonly label: string;
  readonly text: string;
}
