/** What following has met, counted since its start. */
export interface FollowFigures {
  /** Files that were copies of what was read already. */
  duplicates: number;
  /** Files that were cut short or written anew in place. */
  truncations: number;
  /** Files that gave way to a newer one. */
  rotations: number;
  /** Files that were copied, then cut short. */
  copytruncates: number;
  /** Lines beyond the limit. */
  oversize: number;
  /** Last lines without their end. */
  unterminated: number;
  /** Files that are not there any more. */
  gone: number;
}

export function noFigures(): FollowFigures {
  return {
    duplicates: 0,
    truncations: 0,
    rotations: 0,
    copytruncates: 0,
    oversize: 0,
    unterminated: 0,
    gone: 0,
  };
}
