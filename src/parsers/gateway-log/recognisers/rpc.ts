import type { Draft } from '../../draft.ts';
import { connectionOf, idOf } from '../keyed-text.ts';
import { forged, type Recogniser } from '../recogniser.ts';
import type { LogRecord } from '../record.ts';

// The short form of the connection and of the request, or a uuid; the client chooses run and request ids.
const answered =
  /^(?:⇄|→) res ✓ (\S{1,80}) \d{1,9}ms(?: runId=([^\s=]{1,300}))? conn=(\S{1,40}) id=\S{1,80}$/;
const refused = /^(?:⇄|→) res ✗ (\S{1,80}) \d{1,9}ms errorCode=(\S{1,60}) errorMessage=/;
const denied = /^(?:unauthorized role|missing scope|unauthorized)/;

const answer = '⇄ res ✓ chat.send 52ms runId=chatcmpl_cc49880a conn=0934340d…ac04 id=8fe0…4a5b';
const reset = '→ res ✓ sessions.reset 62ms conn=0934340d…ac04 id=8fe0…4a5b';
const refusal =
  '⇄ res ✗ exec.approvals.get 7ms errorCode=FORBIDDEN errorMessage=missing scope: operator.admin ' +
  'conn=abd9a99a…8d8c id=67304b44…574c';

export const rpc: readonly Recogniser[] = [
  {
    subsystem: 'gateway/ws',
    prefix: '⇄ res ✓ ',
    sample: { level: 'INFO', message: answer },
    read: answerRead,
  },
  {
    subsystem: 'gateway/ws',
    prefix: '→ res ✓ ',
    sample: { level: 'INFO', message: reset },
    read: answerRead,
  },
  {
    subsystem: 'gateway/ws',
    prefix: '⇄ res ✗ ',
    sample: { level: 'INFO', message: refusal },
    read: refusalRead,
  },
  {
    subsystem: 'gateway/ws',
    prefix: '→ res ✗ ',
    sample: { level: 'INFO', message: refusal.replace('⇄', '→') },
    read: refusalRead,
  },
];

const runs = new Set(['chat.send', 'agent', 'sessions.send', 'sessions.steer']);

/** The only lines that tie a connection to a run. */
function answerRead({ message }: LogRecord): readonly Draft[] {
  const match = answered.exec(message);
  if (match === null) return message.includes(' conn=') ? oddAnswer(message) : [];
  const [, method = '', runId, conn] = match;
  const connId = connectionOf(conn);
  if (connId === undefined) return [];
  if (method === 'sessions.reset') return [{ type: 'sessionAccess', action: 'reset', outcome: 'ok', connId }];
  if (method === 'sessions.delete')
    return [{ type: 'sessionAccess', action: 'delete', outcome: 'ok', connId }];
  const run = runs.has(method) ? idOf(runId) : undefined;
  return run === undefined ? [] : [{ type: 'agentRun', status: 'started', runId: run, connId }];
}

function oddAnswer(message: string): readonly Draft[] {
  const twice = message.indexOf(' conn=') !== message.lastIndexOf(' conn=');
  return twice ? [forged('an answer names two connections')] : [];
}

function refusalRead({ message }: LogRecord): readonly Draft[] {
  const match = refused.exec(message);
  if (match === null) return [];
  const [start, method = '', code = ''] = match;
  const end = message.lastIndexOf(' conn=');
  const reason = message.slice(start.length, end < 0 ? undefined : end).slice(0, 300);
  const twice = message.indexOf(' conn=') !== end;
  if (!denied.test(reason) && code !== 'FORBIDDEN' && code !== 'UNAUTHORIZED') return [];
  const connId = twice ? undefined : connectionOf(message.slice(end + ' conn='.length).split(' ')[0]);
  const event: Draft<'accessDenied'> = {
    type: 'accessDenied',
    what: 'rpc',
    method,
    reason,
    count: 1,
    connId,
  };
  return twice ? [event, forged('an answer names two connections')] : [event];
}
