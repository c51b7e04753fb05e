import {
  type AuditEvent,
  type DetectorContext,
  type Json,
  type Memory,
  toolGroup,
} from '../../src/detector-kit/index.ts';
import type { Options } from './options.ts';

type Call = AuditEvent<'toolExecution'>;

export type AgentWrite = { readonly time: number; readonly session: string | null; readonly tool: string };

const commands =
  /\bopenclaw\b[^\n;|&]{0,200}\bconfig (?:set|unset|patch|apply)\b|(?:>|\btee\b|\bsed -i|\bcp\b|\bmv\b|\bjq\b)[^\n]{0,400}openclaw\.json/;

/** Calls of agents that write the settings: their `gateway` tool, the command line, the file itself. */
export class AgentWrites {
  readonly #joins: number;
  readonly #memory: Memory<AgentWrite>;

  constructor({ options, memory }: DetectorContext<Options>) {
    this.#joins = options.joins;
    this.#memory = memory<AgentWrite>('agent writes', { max: 2_000 });
  }

  watch(event: Call): void {
    if (event.args === undefined || event.outcome === 'denied' || event.outcome === 'blocked') return;
    if (!writes(event.tool, event.args)) return;
    const { gateway, time, tool, sessionKey } = event;
    this.#memory.set(gateway, { time, session: sessionKey?.slice(0, 200) ?? null, tool: tool.slice(0, 60) });
  }

  before({ gateway, time }: { readonly gateway: string; readonly time: number }): AgentWrite | undefined {
    const write = this.#memory.get(gateway);
    return write !== undefined && time >= write.time && time - write.time <= this.#joins ? write : undefined;
  }
}

function writes(tool: string, args: Json): boolean {
  const group = toolGroup(tool);
  if (group === 'runtime') {
    const command = textOf(args, 'command');
    return command.includes('openclaw') && commands.test(command.slice(0, 4096));
  }
  if (group === 'fs-write')
    return /(?:^|[\\/])openclaw\.json$/.test(textOf(args, 'path') || textOf(args, 'file_path'));
  return tool === 'gateway' && /^config\.(?:patch|apply|set)/.test(textOf(args, 'action'));
}

function textOf(args: Json, key: string): string {
  if (typeof args !== 'object' || args === null || !Object.hasOwn(args, key)) return '';
  const value = (args as { readonly [name: string]: Json })[key];
  return typeof value === 'string' ? value : '';
}
