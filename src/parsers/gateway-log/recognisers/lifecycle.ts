import type { AuditEvent } from '../../../model/event.ts';
import type { Recogniser } from '../recogniser.ts';
import type { Level } from '../record.ts';

export const lifecycle: readonly Recogniser[] = [
  state('gateway', 'starting...', 'started'),
  state('gateway', 'gateway ready', 'ready'),
  state('gateway', 'listening on ws://', 'ready', '127.0.0.1:29599, ws://[::1]:29599 (PID 30397)'),
  {
    subsystem: 'gateway',
    prefix: 'received SIG',
    sample: { level: 'INFO', message: 'received SIGTERM; shutting down' },
    read: ({ message }) => [{ type: 'gatewayState', state: 'stopped', reason: message.slice(9, 109) }],
  },
  state('gateway/shutdown', 'shutdown completed ', 'stopped', 'cleanly in 812ms'),
  {
    subsystem: 'root',
    prefix: '[openclaw] file log queue overflow; dropped ',
    levels: ['WARN'],
    sample: { level: 'WARN', message: '[openclaw] file log queue overflow; dropped 12 oldest record(s)' },
    read: ({ dropped }) =>
      dropped === undefined ? [] : [gap('dropped', 'the log queue overflowed', dropped)],
  },
  {
    subsystem: 'log writer',
    prefix: 'log file size cap reached',
    sample: {
      level: 'WARN',
      message:
        'log file size cap reached; suppressing writes file=/tmp/openclaw/x.log maxFileBytes=524288000',
    },
    read: () => [gap('truncated', 'the log file reached its size and was written no more')],
  },
  {
    subsystem: 'audit/events',
    prefix: 'audit event persistence failed: ',
    sample: { level: 'WARN', message: 'audit event persistence failed: database is locked' },
    read: ({ message }) => [gap('dropped', message.slice(0, 300))],
  },
];

type State = AuditEvent<'gatewayState'>['state'];

function state(subsystem: string, prefix: string, value: State, rest = ''): Recogniser {
  const level: Level = 'INFO';
  return {
    subsystem,
    prefix,
    sample: { level, message: prefix + rest },
    read: () => [{ type: 'gatewayState', state: value }],
  };
}

function gap(kind: 'dropped' | 'truncated', note: string, missing?: number) {
  return { type: 'evidenceGap', gap: kind, note, missing } as const;
}
