import { textIn } from '../../json-object.ts';
import { idOf, keyedText } from '../keyed-text.ts';
import type { Recogniser } from '../recogniser.ts';

export const hooks: readonly Recogniser[] = [
  {
    subsystem: 'gateway/hooks',
    prefix: 'hook agent run completed ',
    sample: {
      level: 'INFO',
      message: 'hook agent run completed runId=cbcaa95f-a013-403f-bc2b-7e43802709cf status=ok model=m',
      fields: {
        runId: 'cbcaa95f-a013-403f-bc2b-7e43802709cf',
        agentId: 'main',
        status: 'ok',
        sessionId: 'f309ebaa-9a28-4c9c-a1eb-38a61ebf9d29',
        sessionKey: 'agent:main:cron:64221bfc:run:f309ebaa-9a28-4c9c-a1eb-38a61ebf9d29',
      },
    },
    read: ({ message, fields }) => {
      const keys = keyedText(message, ['runId', 'status', 'model']);
      const status = textIn(fields, 'status') ?? keys.get('status');
      const ids = {
        runId: idOf(textIn(fields, 'runId') ?? keys.get('runId')),
        sessionKey: idOf(textIn(fields, 'sessionKey')),
        sessionId: idOf(textIn(fields, 'sessionId')),
        agentId: idOf(textIn(fields, 'agentId')),
      };
      const outcome = status === 'ok' ? 'ok' : 'error';
      return [{ type: 'agentRun', status: 'finished', outcome, trigger: 'hook', ...ids }];
    },
  },
  {
    subsystem: ['plugins', 'gateway', 'gateway/plugins'],
    prefix: 'plugin http route blocked ',
    levels: ['WARN'],
    sample: { level: 'WARN', message: 'plugin http route blocked without gateway auth (/plugins/x)' },
    read: ({ message }) => [routeBlocked(message)],
  },
  {
    subsystem: ['plugins', 'gateway', 'gateway/plugins'],
    prefix: 'plugin http upgrade blocked ',
    levels: ['WARN'],
    sample: { level: 'WARN', message: 'plugin http upgrade blocked without gateway auth (/plugins/x)' },
    read: ({ message }) => [routeBlocked(message)],
  },
  {
    subsystem: 'security',
    prefix: 'blocked URL fetch (',
    sample: {
      level: 'WARN',
      message:
        'blocked URL fetch (url-fetch) targetOrigin=http://127.0.0.1:29398 ' +
        'reason=Blocked hostname or private/internal/special-use IP address',
    },
    read: ({ message }) => {
      const keys = keyedText(message, ['targetOrigin', 'target', 'reason']);
      const target = keys.get('targetOrigin') ?? keys.get('target');
      const facts = { target: target?.slice(0, 500), reason: keys.get('reason')?.slice(0, 300) };
      return [{ type: 'accessDenied', what: 'fetch', count: 1, ...facts }];
    },
  },
  {
    subsystem: 'secrets/egress-proxy',
    prefix: 'secret egress request',
    sample: {
      level: 'INFO',
      message: 'secret egress request',
      fields: { kind: 'refused', host: 'evil.example.net', substituted: 0, reason: 'host-not-allowed' },
    },
    read: ({ fields }) => {
      if (textIn(fields, 'kind') !== 'refused') return [];
      const facts = { target: textIn(fields, 'host'), reason: textIn(fields, 'reason') };
      return [{ type: 'accessDenied', what: 'fetch', policy: 'secret egress', count: 1, ...facts }];
    },
  },
];

function routeBlocked(message: string) {
  const open = message.lastIndexOf(' (');
  const target = open < 0 ? undefined : message.slice(open + 2, -1).slice(0, 500);
  const reason = open < 0 ? undefined : message.slice(0, open).slice(0, 300);
  return { type: 'accessDenied', what: 'route', count: 1, target, reason } as const;
}
