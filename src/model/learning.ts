import type { ZodType } from 'zod';
import type { Json } from './json.ts';

/** What a detector has learned to be usual: it may outlive a run. */
export interface Learning {
  /** By the names of the detector's memories. Their keys are `inGateway(gateway, name)`, or the gateway alone. */
  readonly memories: { readonly [memory: string]: LearnedMemory };
  /** Whom its memories know; what is known of everybody at once has no name. */
  portray?(name: string, entries: LearnedEntries): Portrait | undefined;
}

/** What the memories hold under one name. */
export interface LearnedEntries {
  readonly [memory: string]: Json | undefined;
}

export interface LearnedMemory<Entry extends Json = Json> {
  /** Of an entry that somebody else wrote; what it does not know it leaves as it is. */
  readonly schema: ZodType<Entry>;
  /** Without what is of no use later: raw arguments, refusals that are counted. Changes nothing in place. */
  keep(entry: Entry): Entry;
  /** What was kept, once all that was going on is over: for other options, or another machine. */
  rest(entry: Entry): Entry;
  /** As if one had seen what both saw. */
  join(known: Entry, other: Entry): Entry;
  /** Without what it says of somebody else, whose own entries are given. */
  without?(entry: Entry, name: string, entries: LearnedEntries): Entry;
}

export interface Portrait {
  /** `job`, `session`, `agent`, … */
  readonly kind: string;
  readonly agentId: string;
  readonly runs: number;
  readonly sections: readonly PortraitSection[];
}

export interface PortraitSection {
  readonly title: string;
  readonly rows: readonly PortraitRow[];
}

export interface PortraitRow {
  readonly name: string;
  readonly count: number;
  /** What is counted, where it is not runs. */
  readonly note?: string;
}
