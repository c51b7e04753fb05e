import type { ToolOutcome } from '../../../model/event.ts';
import type { Draft } from '../../draft.ts';
import { idOf, keyedText } from '../keyed-text.ts';
import { forged, type Recogniser } from '../recogniser.ts';
import type { LogRecord } from '../record.ts';

const run = 'runId=chatcmpl_cc49880a-711e-44bc-8d47-8827c4c4f28e';
const session = 'sessionId=f03f733a-1d63-443d-90bb-96bfc0ad0917';

export const runs: readonly Recogniser[] = [
  {
    subsystem: 'agent/embedded',
    prefix: 'embedded run start: ',
    sample: {
      level: 'DEBUG',
      message: `embedded run start: ${run} ${session} provider=stub model=m thinking=off messageChannel=webchat`,
    },
    read: started,
  },
  {
    subsystem: 'agent/embedded',
    prefix: 'embedded run done: ',
    sample: { level: 'DEBUG', message: `embedded run done: ${run} ${session} durationMs=291 aborted=false` },
    read: done,
  },
  {
    subsystem: 'agent/embedded',
    prefix: 'embedded run agent end: ',
    sample: {
      level: 'WARN',
      message: `embedded run agent end: ${run} isError=true model=m provider=stub error=timeout`,
    },
    // Without an error, `embedded run done` follows and says more.
    read: ({ message }) => (message.includes(' isError=true') ? finished(message, 'error') : []),
  },
  {
    subsystem: 'agents/agent-command',
    prefix: '[agent] run ',
    sample: {
      level: 'INFO',
      message: '[agent] run chatcmpl_cc49880a-711e-44bc-8d47-8827c4c4f28e ended with stopReason=stop',
    },
    read: ended,
  },
];

function started({ message }: LogRecord): readonly Draft[] {
  const keys = keyedText(message, ['runId', 'sessionId', 'provider', 'model', 'thinking', 'messageChannel']);
  if (keys.doubled) return [forged('a run id repeats the keys of the gateway')];
  const runId = idOf(keys.get('runId'));
  const sessionId = idOf(keys.get('sessionId'));
  const channel = idOf(keys.get('messageChannel'));
  return [{ type: 'agentRun', status: 'started', runId, sessionId, channel }];
}

function done({ message }: LogRecord): readonly Draft[] {
  return finished(message, message.endsWith(' aborted=true') ? 'cancelled' : 'unknown');
}

function finished(message: string, outcome: ToolOutcome): readonly Draft[] {
  const keys = keyedText(message, ['runId', 'sessionId', 'durationMs', 'aborted', 'isError']);
  if (keys.doubled) return [forged('a run id repeats the keys of the gateway')];
  const runId = idOf(keys.get('runId'));
  const sessionId = idOf(keys.get('sessionId'));
  return [{ type: 'agentRun', status: 'finished', outcome, runId, sessionId }];
}

const endLine = /^\[agent\] run ([^\s=]{1,512}) ended with stopReason=(\S{1,60})$/;

function ended({ message }: LogRecord): readonly Draft[] {
  const match = endLine.exec(message);
  if (match === null) return [];
  const outcome = match[2] === 'stop' ? 'ok' : match[2] === 'error' ? 'error' : 'unknown';
  return [{ type: 'agentRun', status: 'finished', outcome, runId: match[1] }];
}
