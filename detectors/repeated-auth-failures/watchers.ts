import type { DetectorContext } from '../../src/detector-kit/index.ts';
import { AddressGuesses } from './address-guesses.ts';
import type { Options } from './options.ts';
import { Overload } from './overload.ts';
import { OwnClients } from './own-clients.ts';
import { SlowGuesses } from './slow-guesses.ts';
import { SpreadGuesses } from './spread-guesses.ts';
import { Visitors } from './visitors.ts';

/** Each has an eye on one way to be refused. */
export interface Watchers {
  readonly own: OwnClients;
  readonly addresses: AddressGuesses;
  readonly slow: SlowGuesses;
  readonly spread: SpreadGuesses;
  readonly visitors: Visitors;
}

export function watchersOf(context: DetectorContext<Options>): Watchers {
  const overload = new Overload(context);
  const own = new OwnClients(context);
  const spread = new SpreadGuesses(context);
  const addresses = new AddressGuesses(context, overload);
  const slow = new SlowGuesses(context, spread, overload);
  const visitors = new Visitors(context);
  return { own, addresses, slow, spread, visitors };
}
