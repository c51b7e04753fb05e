import type { Sample } from '../../../src/parsers/gateway-log/recogniser.ts';

const levelIds = { TRACE: 1, DEBUG: 2, INFO: 3, WARN: 4, ERROR: 5, FATAL: 6 };

export const shapes = ['2026.2', '2026.4', '2026.9'] as const;
export type Shape = (typeof shapes)[number];

/** The line that a gateway of that version writes for a message of a logger. */
export function logLine(
  subsystem: string,
  { level, message, fields }: Sample,
  shape: Shape = '2026.9',
): string {
  if (subsystem === 'log writer')
    return JSON.stringify({ time: '2026-11-22T14:07:32.855Z', level: 'warn', message });
  const name = nameOf(subsystem);
  const args = argumentsOf(subsystem, name, message, fields);
  const dropped = message.startsWith('[openclaw] file log queue overflow') ? { dropped: 12 } : {};
  return JSON.stringify({ ...args, ...metaOf(shape, name, level), ...tailOf(shape, message), ...dropped });
}

function nameOf(subsystem: string): string {
  if (subsystem.startsWith('root')) return 'openclaw';
  return JSON.stringify(subsystem === 'telegram-auto-reply' ? { module: subsystem } : { subsystem });
}

function argumentsOf(subsystem: string, name: string, message: string, fields: Sample['fields']) {
  if (subsystem === 'root') return { 0: message };
  if (subsystem === 'root verbose') return { 0: { message }, 1: 'verbose' };
  return fields === undefined ? { 0: name, 1: message } : { 0: name, 1: fields, 2: message };
}

function metaOf(shape: Shape, name: string, level: Sample['level']) {
  const parents = name === 'openclaw' ? {} : { parentNames: ['openclaw'] };
  const date = '2026-11-22T14:07:32.855Z';
  const levels = { logLevelId: levelIds[level], logLevelName: level };
  if (shape === '2026.9')
    return { _meta: { runtime: 'node', hostname: 'vm', date, ...levels, name, ...parents } };
  const path = { fullFilePath: 'file:///srv/entry.js:1:1', fileName: 'entry.js', method: 'logToFile' };
  return { _meta: { runtime: 'node', hostname: 'unknown', name, ...parents, date, ...levels, path } };
}

function tailOf(shape: Shape, message: string) {
  if (shape === '2026.2') return { time: '2026-11-22T14:07:32.855Z' };
  const time = '2026-11-22T15:07:32.856+01:00';
  return shape === '2026.4'
    ? { time }
    : { time, hostname: 'vm', message, traceId: '680956a1d015f026c321b3e2a21652e5' };
}
