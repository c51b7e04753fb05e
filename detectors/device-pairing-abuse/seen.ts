/** Names, and when each was first seen. */
export type Seen = readonly (readonly [name: string, time: number])[];

const most = 256;

export function withSeen(seen: Seen, name: string | undefined, time: number): Seen {
  if (name === undefined || seen.length >= most) return seen;
  const short = name.slice(0, 128);
  return seen.some(([known]) => known === short) ? seen : [...seen, [short, time]];
}

/** Those after that time. */
export function since(seen: Seen, time: number): Seen {
  return seen.filter(([, first]) => first > time);
}

export function without(seen: Seen, name: string): Seen {
  const short = name.slice(0, 128);
  return seen.filter(([known]) => known !== short);
}
