import type { AuditEvent } from '../../../model/event.ts';
import type { Draft } from '../../draft.ts';
import { textIn } from '../../json-object.ts';
import { idOf, type KeyedText, keyedText } from '../keyed-text.ts';
import { forged, type Recogniser } from '../recogniser.ts';

const session = 'sessionId=f03f733a-1d63-443d-90bb-96bfc0ad0917 sessionKey=agent:main:bob';

export const sessions: readonly Recogniser[] = [
  {
    subsystem: 'diagnostic',
    prefix: 'session turn created: ',
    sample: {
      level: 'DEBUG',
      message: `session turn created: runId=inj-1795356134788 ${session} agentId=main channel=webchat trigger=user`,
    },
    read: ({ message }) => {
      const keys = keyedText(message, ['runId', 'sessionId', 'sessionKey', 'agentId', 'channel', 'trigger']);
      const { runId, sessionId, sessionKey, agentId } = idsOf(keys);
      return believed(keys, {
        type: 'sessionAccess',
        action: 'turn',
        outcome: 'ok',
        runId,
        sessionId,
        sessionKey,
        agentId,
        channel: idOf(keys.get('channel')),
        trigger: idOf(keys.get('trigger')),
      });
    },
  },
  {
    subsystem: 'diagnostic',
    prefix: 'session state: ',
    needs: ' reason="run_started"',
    sample: {
      level: 'DEBUG',
      message: `session state: ${session} prev=idle new=processing reason="run_started" queueDepth=0`,
    },
    read: ({ message }) => {
      const keys = keyedText(message, ['sessionId', 'sessionKey', 'prev', 'new', 'reason', 'queueDepth']);
      return believed(keys, { type: 'agentRun', status: 'started', ...idsOf(keys) });
    },
  },
  {
    subsystem: 'diagnostic',
    prefix: 'message received: ',
    sample: {
      level: 'DEBUG',
      message:
        'message received: channel=webchat chatId=unknown messageId=inj-1795356134788 sessionId=unknown ' +
        'sessionKey=agent:main:bob source=dispatchInboundMessage',
    },
    read: ({ message }) => inbound(message, 'unknown'),
  },
  {
    subsystem: 'diagnostic',
    prefix: 'message processed: ',
    sample: {
      level: 'DEBUG',
      message:
        'message processed: channel=telegram chatId=10041 messageId=77 sessionId=unknown ' +
        'sessionKey=agent:main:telegram:direct:10041 outcome=skipped duration=12ms reason=duplicate',
    },
    read: ({ message }) => inbound(message, outcomeIn(message)),
  },
  {
    subsystem: 'agents/harness',
    prefix: 'agent harness selected',
    sample: {
      level: 'DEBUG',
      message: 'agent harness selected',
      fields: { provider: 'stub', modelId: 'm', sessionKey: 'agent:main:bob', agentId: 'main' },
    },
    read: ({ fields }) => {
      const sessionKey = idOf(textIn(fields, 'sessionKey'));
      const agentId = idOf(textIn(fields, 'agentId'));
      return [{ type: 'agentRun', status: 'started', sessionKey, agentId }];
    },
  },
];

type Outcome = AuditEvent<'message'>['outcome'];

const inboundKeys =
  'channel chatId messageId sessionId sessionKey source outcome duration reason error'.split(' ');

function inbound(message: string, outcome: Outcome): readonly Draft[] {
  const keys = keyedText(message, inboundKeys);
  const { runId, sessionId, sessionKey, agentId } = idsOf(keys);
  return believed(keys, {
    type: 'message',
    direction: 'inbound',
    outcome,
    runId,
    sessionId,
    sessionKey,
    agentId,
    channel: idOf(keys.get('channel')),
    conversation: idOf(keys.get('chatId')),
    reason: keys.get('reason')?.slice(0, 300),
  });
}

function outcomeIn(message: string): Outcome {
  const outcome = / outcome=(completed|skipped|error) duration=/.exec(message)?.[1];
  if (outcome === 'completed') return 'ok';
  return outcome === 'skipped' || outcome === 'error' ? outcome : 'unknown';
}

function idsOf(keys: KeyedText) {
  return {
    runId: idOf(keys.get('runId')),
    sessionId: idOf(keys.get('sessionId')),
    sessionKey: idOf(keys.get('sessionKey')),
    agentId: idOf(keys.get('agentId')),
  };
}

/** Callers choose session keys and run ids: one that repeats the line's keys is evidence and joins nothing. */
function believed(keys: KeyedText, event: Draft): readonly Draft[] {
  return keys.doubled ? [forged('a session key or run id repeats the keys of the gateway')] : [event];
}
