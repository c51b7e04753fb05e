import { expect, test } from 'vitest';
import { readSessionIndex, type SessionEntry } from '../../src/sources/session-index.ts';
import { folderWith } from './temporary-folder.ts';

test('prefers the longest of several keys of one session', async () => {
  const sessions = {
    'agent:main:cron:j': { sessionId: 's' },
    'agent:main:cron:j:run:s': { sessionId: 's' },
    'agent:main:cron': { sessionId: 's' },
  };
  expect(await find(sessions, 's.jsonl', 's')).toEqual({ sessionKey: 'agent:main:cron:j:run:s' });
});

test('tells the topics of one session apart by their files', async () => {
  const sessions = {
    'agent:main:telegram:group:1:topic:7': { sessionId: 's', sessionFile: '/home/op/s-topic-7.jsonl' },
    'agent:main:telegram:group:1:topic:12': { sessionId: 's', sessionFile: '/home/op/s-topic-12.jsonl' },
  };
  expect(await find(sessions, 's-topic-7.jsonl', 's')).toEqual({
    sessionKey: 'agent:main:telegram:group:1:topic:7',
  });
});

test('finds a session that was reset by the ids it had before, after all that have the id now', async () => {
  const sessions = {
    'agent:main:alice': { sessionId: 'new', usageFamilySessionIds: ['old', 'new'] },
    'agent:main:a-very-long-key': { sessionId: 'other', usageFamilySessionIds: ['new'] },
  };
  expect(await find(sessions, 'old.jsonl.reset.2026', 'old')).toEqual({ sessionKey: 'agent:main:alice' });
  expect(await find(sessions, 'new.jsonl', 'new')).toEqual({ sessionKey: 'agent:main:alice' });
});

test('infers nothing for a session in no index', async () => {
  expect(await find({ 'agent:main:main': { sessionId: 'a' } }, 'b.jsonl', 'b')).toBeUndefined();
});

test('is not misled by hostile names and shapes', async () => {
  const text = '{"__proto__":{"sessionId":"constructor"},"a":null,"b":[1],"c":"d","e":{"sessionId":7}}';
  const index = await readSessionIndex(await folderWith({ 'sessions.json': text }), 'sessions.json');
  expect(index.find({ fileName: 'x', sessionId: 'constructor' })).toEqual({ sessionKey: '__proto__' });
  expect(index.find({ fileName: 'toString', sessionId: 'toString' })).toBeUndefined();
  expect(index.problem).toBeUndefined();
});

async function find(
  sessions: object,
  fileName: string,
  sessionId: string,
): Promise<SessionEntry | undefined> {
  const folder = await folderWith({ 'sessions.json': JSON.stringify(sessions) });
  return (await readSessionIndex(folder, 'sessions.json')).find({ fileName, sessionId });
}
