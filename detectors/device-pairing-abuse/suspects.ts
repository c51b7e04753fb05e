import { formatDuration } from '../../src/detector-kit/index.ts';
import type { Guesses } from './guesses.ts';
import type { Knocks } from './knocks.ts';
import { type ClientEvent, placeOf } from './place.ts';
import type { Signatures } from './signatures.ts';

/** Who keeps an eye on places. */
export interface Suspects {
  readonly knocks: Knocks;
  readonly signatures: Signatures;
  readonly guesses: Guesses;
}

/** What speaks against whoever comes from that place. */
export function doubtsOf(
  { knocks, signatures, guesses }: Suspects,
  event: ClientEvent,
  name: string,
): readonly string[] {
  const { gateway, time } = event;
  const place = { ...placeOf(event), name, key: `${gateway}\n${name}` };
  const guessed = guesses.from(place, time);
  const doubts = [
    guessed > 0 && `${guessed} wrong credentials came from there within a day`,
    knocks.doubt(gateway, name, time),
    signatures.suspects(gateway, name, time) && 'forged device identities came from there',
  ];
  return doubts.filter((doubt) => typeof doubt === 'string');
}

/** `paired 12m ago`; nothing when it is too long ago to matter. */
export function freshness(approvedAt: number | null, time: number, fresh: number): string | undefined {
  if (approvedAt === null || time < approvedAt || time - approvedAt >= fresh) return undefined;
  return `it was paired ${time - approvedAt < 1000 ? 'a moment' : formatDuration(time - approvedAt)} before`;
}
