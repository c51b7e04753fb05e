const latest = 8.64e15;

/** ISO 8601 in UTC. A time that no calendar has becomes the nearest that one has. */
export function isoTime(time: number): string {
  const inside = Math.min(latest, Math.max(-latest, Number.isNaN(time) ? 0 : time));
  return new Date(inside).toISOString();
}

export function isoTimeOrNull(time: number | null): string | null {
  return time === null ? null : isoTime(time);
}
