/** One answer about a finding: who, from where, when, why. Its text is not escaped yet. */
export interface FindingRow {
  /** At most seven characters. */
  readonly label: string;
  readonly text: string;
}
