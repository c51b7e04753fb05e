import type { Draft } from '../../draft.ts';
import { claimOf, connectionOf, idOf, keyedText } from '../keyed-text.ts';
import { forged, type Recogniser } from '../recogniser.ts';
import type { LogRecord } from '../record.ts';
import { clientOf } from './client-claims.ts';

export const connections: readonly Recogniser[] = [
  {
    subsystem: 'gateway/ws',
    prefix: 'webchat connected conn=',
    sample: {
      level: 'INFO',
      message:
        'webchat connected conn=0934340d-f891-45e4-a93a-63eeb7dbac04 remote=127.0.0.1 ' +
        'client=openclaw-control-ui webchat v2026.9.6 build=legacy',
    },
    read: webchatConnected,
  },
  {
    subsystem: 'gateway/ws',
    prefix: 'webchat disconnected code=',
    sample: {
      level: 'INFO',
      message: 'webchat disconnected code=1000 reason=n/a conn=abd9a99a-d7db-4005-9b6e-9a563ced8d8c',
      fields: { durationMs: 404 },
    },
    read: closed,
  },
  {
    subsystem: 'gateway/ws',
    prefix: 'authenticated user connected conn=',
    sample: {
      level: 'INFO',
      message:
        'authenticated user connected conn=0934340d-f891-45e4-a93a-63eeb7dbac04 user=alice@example.com',
    },
    read: userConnected,
  },
  {
    subsystem: 'gateway/ws',
    prefix: 'authenticated user disconnected code=',
    sample: {
      level: 'INFO',
      message:
        'authenticated user disconnected code=1000 reason=n/a ' +
        'conn=0934340d-f891-45e4-a93a-63eeb7dbac04 user=alice@example.com',
    },
    read: closed,
  },
  {
    subsystem: 'gateway/ws',
    prefix: '← open ',
    sample: {
      level: 'INFO',
      message:
        '← open remoteAddr=203.0.113.9 remotePort=50382 localAddr=10.0.0.2 localPort=18789 ' +
        'endpoint=203.0.113.9:50382->10.0.0.2:18789 conn=0934340d…ac04',
    },
    read: ({ message }) => socketOpened(message.slice('← open'.length)),
  },
  {
    subsystem: 'gateway/ws',
    prefix: '← connect ',
    sample: {
      level: 'INFO',
      message:
        '← connect client=cli version=2026.9.6 mode=cli clientId=cli platform=linux auth=token conn=0934340d…ac04',
    },
    read: ({ message }) => connectAsked(message.slice('← connect'.length)),
  },
  {
    subsystem: 'gateway/ws',
    prefix: '→ hello-ok ',
    sample: {
      level: 'INFO',
      message: '→ hello-ok methods=181 events=24 presence=1 stateVersion=1 conn=0934340d…ac04',
    },
    read: ({ message }) => opened({ reason: 'hello-ok' }, lastConnection(message)),
  },
  {
    subsystem: 'gateway/ws',
    prefix: '→ close ',
    sample: {
      level: 'INFO',
      message: '→ close code=1000 durationMs=404 handshake=connected conn=0934340d…ac04',
    },
    read: closed,
  },
];

function webchatConnected({ message }: LogRecord): readonly Draft[] {
  const keys = keyedText(message.slice('webchat connected'.length), ['conn', 'remote', 'client']);
  const client = keys.get('client')?.replace(/ build=\S{0,200}$/, '');
  const facts = { peer: idOf(keys.get('remote')), ...clientOf(client) };
  return opened(facts, keys.get('conn'), keys.doubled);
}

function userConnected({ message }: LogRecord): readonly Draft[] {
  const keys = keyedText(message.slice('authenticated user connected'.length), ['conn', 'user']);
  return opened({ user: claimOf(keys.get('user')) }, keys.get('conn'), keys.doubled);
}

function socketOpened(text: string): readonly Draft[] {
  const keys = keyedText(text, ['remoteAddr', 'remotePort', 'conn']);
  return opened({ peer: idOf(keys.get('remoteAddr')), reason: 'open' }, keys.get('conn'), keys.doubled);
}

const connectKeys = [
  'client',
  'clientDisplayName',
  'version',
  'mode',
  'clientId',
  'platform',
  'auth',
  'conn',
];

function connectAsked(text: string): readonly Draft[] {
  const keys = keyedText(text, connectKeys);
  const facts = {
    client: claimOf(keys.get('client')),
    version: claimOf(keys.get('version')),
    mode: claimOf(keys.get('mode')),
    platform: claimOf(keys.get('platform')),
    method: keys.doubled ? undefined : claimOf(keys.get('auth')),
    reason: 'connect',
  };
  return opened(facts, keys.get('conn'), keys.doubled);
}

/** `reason` tells how far it came: the socket `open`, a `connect` asked for, `hello-ok` granted. */
function opened(facts: object, conn: string | undefined, doubled = false): readonly Draft[] {
  const event: Draft<'connection'> = { type: 'connection', state: 'opened', ...facts };
  // Words that repeat a key could bind a stranger to somebody's connection.
  if (doubled) return [event, forged('the words of a client repeat the keys of the gateway')];
  const connId = connectionOf(conn);
  return [connId === undefined ? event : { ...event, connId }];
}

function closed({ message, fields }: LogRecord): readonly Draft[] {
  const cause = typeof fields?.['cause'] === 'string' ? fields['cause'].slice(0, 200) : undefined;
  const connId = connectionOf(lastConnection(message));
  return [{ type: 'connection', state: 'closed', connId, reason: cause }];
}

/** The client chooses the close reason, which stands before; a user's name may stand behind. */
function lastConnection(message: string): string | undefined {
  const at = message.lastIndexOf(' conn=');
  const value = at < 0 ? '' : message.slice(at + ' conn='.length);
  const end = value.indexOf(' ');
  return end < 0 ? value : value.slice(0, end);
}
