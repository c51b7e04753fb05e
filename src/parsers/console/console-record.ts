import { type Level, type LogRecord, levelOf } from '../gateway-log/record.ts';
import type { ConsoleLine } from './console-line.ts';

const dropped = new Set([
  'ws',
  'reload',
  'hooks',
  'shutdown',
  'terminal',
  'canvas',
  'heartbeat',
  'health-monitor',
]);

/** The line as the file log would have it: labels lose `gateway/`, and the level is often not printed. */
export function consoleRecord({ label, level, text }: ConsoleLine, time: number): LogRecord {
  const subsystem = dropped.has(label) || label.startsWith('auth') ? `gateway/${label}` : label;
  if (subsystem === 'tools') return { subsystem: 'root', level: 'ERROR', time, message: `[tools] ${text}` };
  return { subsystem, level: levelOf(level?.toUpperCase()) ?? levelBy(subsystem, text), time, message: text };
}

/** What has fields behind the message is a warning; recognisers that need a level get the usual one. */
function levelBy(subsystem: string, text: string): Level {
  if (subsystem === 'agent/embedded' || subsystem === 'diagnostic') return 'DEBUG';
  return /^(?:unauthorized|closed before|security|plugin http|blocked)/.test(text) ? 'WARN' : 'INFO';
}
