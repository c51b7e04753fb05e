import type { Visit } from './visits.ts';

/** Use in turns: away from a place, and back. */
export interface Overlap {
  /** From the first stay at a place that was returned to, to this return. */
  readonly visits: readonly Visit[];
  /** Distinct, in order of first use. */
  readonly places: readonly string[];
  readonly returns: number;
  /** Between the last use from that place and the return to it. */
  readonly away: number;
}

/**
 * Nothing when the last visit is a mere change of place. A connection of one machine that stayed open all along
 * overlaps however long the other place was used; a person's other machine stays open at home.
 */
export function overlapOf(all: readonly Visit[], window: number, oneMachine: boolean): Overlap | undefined {
  const back = all.at(-1);
  const last = all.findLast((visit) => visit !== back && visit.place === back?.place);
  if (!back || !last || !isOverlapping(last, back, window, oneMachine)) return undefined;
  const recent = all.slice(all.findIndex((visit) => visit === last || back.from - visit.to < window));
  const visits = recent.slice(startOf(recent, recent.indexOf(last)));
  const places = [...new Set(visits.map(({ place }) => place))];
  return { visits, places, returns: visits.length - places.length, away: back.from - last.to };
}

function isOverlapping(last: Visit, back: Visit, window: number, oneMachine: boolean): boolean {
  if (back.from - last.to < window) return true;
  return oneMachine && last.conn !== '' && last.conn === back.conn;
}

/** Goes back as long as a place in between was returned to as well; a change of all places ends it. */
function startOf(visits: readonly Visit[], last: number): number {
  let start = last;
  for (let at = visits.length - 1; at >= start; at--) {
    start = Math.min(
      start,
      visits.findIndex(({ place }) => place === visits[at]?.place),
    );
  }
  return start;
}
