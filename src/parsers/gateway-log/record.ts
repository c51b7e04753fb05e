import type { JsonObject } from '../../model/json.ts';

export type Level = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';

/** One line of the gateway's log, whatever version wrote it. */
export interface LogRecord {
  /** Of the logger that wrote it; `root` for the gateway's console, where anyone's words may stand. */
  readonly subsystem: string;
  readonly level: Level;
  readonly time: number;
  /** Without ANSI colours. */
  readonly message: string;
  /** The structured object beside the message. */
  readonly fields?: JsonObject | undefined;
  readonly traceId?: string | undefined;
  /** Top-level facts of the gateway's own markers. */
  readonly dropped?: number | undefined;
}

/** Loggers of the root that are told apart by shape. */
export const rootSubsystem = 'root';
export const verboseSubsystem = 'root verbose';

const levels = new Set<string>(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']);

export function levelOf(name: unknown): Level | undefined {
  return typeof name === 'string' && levels.has(name) ? (name as Level) : undefined;
}

export function isAtLeastWarning(level: Level): boolean {
  return level === 'WARN' || level === 'ERROR' || level === 'FATAL';
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence starts with one.
const colours = /\u001b\[[0-9;]{0,20}m/g;

export function withoutColours(text: string): string {
  return text.includes('\u001b') ? text.replace(colours, '') : text;
}
