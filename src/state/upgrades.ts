import type { Json } from '../model/json.ts';
import { withPackedHabits } from './learned/saved.ts';

/** From one version of a record to the next: the first entry makes version 2 of version 1, and so on. */
export type Upgrades = readonly ((value: Json) => Json)[];

/** By the name of the record. A changed shape of saved state is a new entry, and a fixture of the old one in the tests. */
const upgrades: ReadonlyMap<string, Upgrades> = new Map([
  ['follow', []],
  ['daily', []],
  ['learned', [withPackedHabits]],
]);

export function upgradesOf(name: string): Upgrades {
  return upgrades.get(name) ?? [];
}

export function currentVersion(known: Upgrades): number {
  return known.length + 1;
}

export function upgrade(value: Json, version: number, known: Upgrades): Json {
  return known.slice(version - 1).reduce<Json>((older, next) => next(older), value);
}
