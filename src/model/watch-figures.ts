/** What a watch has done since it started. */
export interface WatchFigures {
  readonly sources: number;
  readonly events: number;
  readonly findings: number;
  /** Time of the newest event; null before the first. */
  readonly lastEvent: number | null;
  /** Milliseconds by which the newest event was old when it was read. */
  readonly lag: number;
  /** Copies left out, files cut short, rotations and the like; zero is told as zero. */
  readonly files: { readonly [what: string]: number };
  readonly alerts: readonly {
    readonly name: string;
    readonly queued: number;
    readonly sent: number;
    readonly failed: number;
    readonly dropped: number;
    readonly givenUp: number;
  }[];
}
