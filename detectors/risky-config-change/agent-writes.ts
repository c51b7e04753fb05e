import {
  type AuditEvent,
  type DetectorContext,
  type Json,
  type Memory,
  setsExecPolicy,
  toolGroup,
} from '../../src/detector-kit/index.ts';
import type { Options } from './options.ts';

type Call = AuditEvent<'toolExecution'>;

export type AgentWrite = {
  readonly time: number;
  readonly session: string | null;
  readonly tool: string;
  readonly callId: string | null;
  readonly way: Way;
  /** Of a command line: which of the writers it runs. */
  readonly writers: readonly string[];
  /** Its command names the exec policy. */
  readonly setsPolicy: boolean;
};

/** The way by which a call writes: a record of another way tells of somebody else. */
type Way = 'rpc' | 'cli' | 'file';

const most = 8;
const commands: readonly (readonly [RegExp, Way])[] = [
  [/\bopenclaw\b[^\n;|&]{0,200}\bgateway call\b[^\n;|&]{0,200}\bconfig\.(?:patch|apply|set)/, 'rpc'],
  [/\bopenclaw\b[^\n;|&]{0,200}\b(?:config (?:set|unset|patch|apply)|exec-policy (?:set|preset))\b/, 'cli'],
  [/(?:>|\btee\b|\bsed -i|\bcp\b|\bmv\b|\bjq\b)[^\n]{0,400}openclaw\.json/, 'file'],
  [/\b(?:python3?|node|perl|ruby|ed|dd|install|ln|truncate|rsync)\b[^\n]{0,400}openclaw\.json/, 'file'],
];

/** Commands of openclaw that write settings, as the journal names them. */
const writers: ReadonlyMap<string, RegExp> = new Map([
  ['config', /\bconfig (?:set|unset|patch|apply)\b/],
  ['exec-policy', /\bexec-policy (?:set|preset)\b/],
]);

/** Calls of agents that write the settings: their `gateway` tool, the command line, the file itself. */
export class AgentWrites {
  readonly #joins: number;
  readonly #memory: Memory<readonly AgentWrite[]>;

  constructor({ options, memory }: DetectorContext<Options>) {
    this.#joins = options.joins;
    this.#memory = memory<readonly AgentWrite[]>('writes of agents', { max: 2_000 });
  }

  watch(event: Call): void {
    if (hasFailed(event)) this.#forget(event);
    else if (event.args !== undefined) this.#remember(event, event.args);
  }

  before(event: AuditEvent<'configChange'>): AgentWrite | undefined {
    const { gateway, time } = event;
    return this.#of(gateway).findLast(
      (write) => time >= write.time && time - write.time <= this.#joins && canBe(event, write),
    );
  }

  #remember({ gateway, time, tool, sessionKey, callId }: Call, args: Json): void {
    const way = wayOf(tool, args);
    if (way === undefined) return;
    const known = this.#of(gateway);
    if (callId !== undefined && known.some((write) => write.callId === callId)) return;
    const write = {
      time,
      session: sessionKey?.slice(0, 200) ?? null,
      tool: tool.slice(0, 60),
      callId: callId ?? null,
      way,
      writers: writersIn(commandIn(args)),
      setsPolicy: setsExecPolicy(commandIn(args)),
    };
    this.#memory.set(gateway, [...known, write].slice(-most));
  }

  /** What failed or was refused has written nothing. */
  #forget({ gateway, callId }: Call): void {
    const known = this.#of(gateway);
    const left = known.filter((write) => callId === undefined || write.callId !== callId);
    if (left.length < known.length) this.#memory.set(gateway, left);
  }

  #of(gateway: string): readonly AgentWrite[] {
    return this.#memory.get(gateway) ?? [];
  }
}

/** A command that ends in an error may have written before. */
function hasFailed({ phase, outcome, tool }: Call): boolean {
  if (outcome === 'denied' || outcome === 'blocked') return true;
  return phase === 'end' && outcome !== 'ok' && outcome !== 'unknown' && toolGroup(tool) !== 'runtime';
}

/** A reload, and a file that has changed, tell of every way; the journal of a command line may name another writer. */
function canBe({ via, by = '' }: AuditEvent<'configChange'>, { way, writers: own }: AgentWrite): boolean {
  if (via === 'cli') return way === 'cli' && (own.includes(by) || !writers.has(by));
  return via === 'rpc' ? way === 'rpc' : true;
}

function wayOf(tool: string, args: Json): Way | undefined {
  const group = toolGroup(tool);
  if (group === 'runtime') return wayOfCommand(commandIn(args));
  if (group === 'fs-write')
    return /(?:^|[\\/])openclaw\.json$/.test(textOf(args, 'path') || textOf(args, 'file_path'))
      ? 'file'
      : undefined;
  const patches = tool === 'gateway' && /^config\.(?:patch|apply|set)/.test(textOf(args, 'action'));
  return patches ? 'rpc' : undefined;
}

function wayOfCommand(command: string): Way | undefined {
  if (!command.includes('openclaw')) return undefined;
  return commands.find(([pattern]) => pattern.test(command))?.[1];
}

function writersIn(command: string): readonly string[] {
  return [...writers].filter(([, pattern]) => pattern.test(command)).map(([name]) => name);
}

const commandIn = (args: Json): string => textOf(args, 'command').slice(0, 4096);

function textOf(args: Json, key: string): string {
  if (typeof args !== 'object' || args === null || !Object.hasOwn(args, key)) return '';
  const value = (args as { readonly [name: string]: Json })[key];
  return typeof value === 'string' ? value : '';
}
