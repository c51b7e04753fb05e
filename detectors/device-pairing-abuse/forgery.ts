/** What one place tried in one episode. */
export type Forgery = {
  readonly since: number;
  readonly reasons: readonly string[];
  /** A device that is paired, seen elsewhere before, in whose name it came. */
  readonly posedAs: string | null;
};
