import { execFileSync } from 'node:child_process';
import unusualToolUse from '../../detectors/unusual-tool-use/unusual-tool-use.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { AuditEvent } from '../../src/model/event.ts';
import type { DataSet } from './data-set.ts';
import { period } from './judge-runs.ts';

export interface Cost {
  readonly events: number;
  /** Best of the rounds. */
  readonly microsecondsPerEvent: number;
  readonly entities: number;
  readonly stateBytes: number;
}

const rounds = 7;

/** What the detector costs by itself, on the events of the whole set, in one process. */
export function costOf(data: DataSet, cli: string): Cost {
  const events = eventsOf(data, cli);
  const times = Array.from({ length: rounds }, () => timeOf(events, watch()));
  const engine = watch();
  timeOf(events, engine);
  return {
    events: events.length,
    microsecondsPerEvent: Math.min(...times) / events.length,
    ...stateOf(engine),
  };
}

function watch(): Engine {
  return new Engine([{ detector: unusualToolUse, options: unusualToolUse.options.parse({}) }]);
}

/** Microseconds of the processor: what else the machine does is not counted. */
function timeOf(events: readonly AuditEvent[], engine: Engine): number {
  const start = process.cpuUsage();
  for (const event of events) engine.push(event);
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

/** All that outlives the runs, beside whom it is about: jobs and agents. */
function stateOf(engine: Engine): Pick<Cost, 'entities' | 'stateBytes'> {
  const state = engine.save();
  const kept = ['entities', 'peers', 'runs', 'agent-runs', 'people', 'unfinished'].map(
    (name) => state[`unusual-tool-use/${name}`] ?? null,
  );
  const sizes = kept.map((store) => JSON.stringify(store).length);
  return { entities: countOf(kept[2]), stateBytes: sizes.reduce((sum, size) => sum + size, 0) };
}

function countOf(store: unknown): number {
  const { young = [], old = [] } = store as { young?: readonly unknown[]; old?: readonly unknown[] };
  return young.length + old.length;
}

function eventsOf({ state }: DataSet, cli: string): readonly AuditEvent[] {
  const command = [...process.execArgv, cli, 'events', state, '--since', period.from, '--now', period.until];
  const text = execFileSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 1e9 });
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    .map((event) => ({ ...event, time: Date.parse(event.time) }));
}
