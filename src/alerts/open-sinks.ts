import type { AlertSettings, Sink, Surroundings } from '../model/alert.ts';
import { sinkKinds } from './sinks/index.ts';

/** The sinks of the settings, in their order. Nothing is connected before the first delivery. */
export function openSinks(settings: readonly AlertSettings[], surroundings: Surroundings): readonly Sink[] {
  return settings.map(({ kind, name, policy, options }) => {
    const known = sinkKinds.find((sinkKind) => sinkKind.kind === kind);
    if (!known) throw new Error(`there is no sink of the kind ${kind}`);
    return { kind, name, policy, deliver: known.open(options, surroundings) };
  });
}
