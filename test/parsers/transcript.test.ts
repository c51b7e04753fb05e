import { describe, expect, test } from 'vitest';
import { callIdOf } from '../../src/parsers/call-id.ts';
import { fixture, read, summary } from './read-lines.ts';

const context = { agentId: 'main', sessionKey: 'agent:main:bob', sessionId: 's-1' };

test.each(['2026.2.26-main', '2026.2.26-ops', '2026.2.26-kiosk', '2026.9.6'])(
  'the real transcript %s says what it said before',
  async (name) => {
    const { events } = read('transcript', fixture(`transcript/${name}.jsonl`), context);
    expect(events.some(({ type }) => type === 'evidenceGap')).toBe(false);
    expect(events.every(({ text }) => text === undefined)).toBe(true);
    await expect(summary(events)).toMatchFileSnapshot(`./snapshots/transcript-${name}.txt`);
  },
);

function entry(message: object) {
  return JSON.stringify({ type: 'message', timestamp: '2026-11-22T14:07:32.855Z', message });
}

const result = (toolName: string, more: object) =>
  entry({ role: 'toolResult', toolCallId: 'c1', toolName, content: [{ type: 'text', text: '' }], ...more });

const ends = (text: string) =>
  read('transcript', text, context).events.filter(
    (event) => event.type === 'toolExecution' && event.phase === 'end',
  );

describe('results', () => {
  const words = (text: string) => ({ content: [{ type: 'text', text }], isError: true });
  test.each([
    ['forbidden', result('sessions_history', { details: { status: 'forbidden', error: 'x' } }), 'denied'],
    ['failed', result('exec', { details: { status: 'failed' }, isError: true }), 'error'],
    ['completed', result('exec', { details: { status: 'completed' } }), 'ok'],
    ['without details', result('write', {}), 'ok'],
    ['an error without details', result('read', { isError: true }), 'error'],
    ['a refusal in words', result('exec', words('Exec denied (gateway id=a1, user-denied): id')), 'denied'],
    ['a removed tool', result('exec', words('Tool exec not found')), 'denied'],
    ['waiting for approval', result('exec', { details: { status: 'approval-pending' } }), 'unknown'],
  ])('%s', (_, text, outcome) => {
    expect(ends(text)).toMatchObject([{ outcome, callId: callIdOf('c1') }]);
  });

  test('a result that only quotes a refusal is none', () => {
    expect(ends(result('read', { content: [{ type: 'text', text: 'Exec denied (x): y' }] }))).toMatchObject([
      { outcome: 'ok' },
    ]);
  });

  test('a result without its call is an orphan', () => {
    const call = entry({
      role: 'assistant',
      content: [{ type: 'toolCall', id: 'c1', name: 'exec', arguments: {} }],
    });
    expect(ends(result('exec', {}))).toMatchObject([{ orphan: true }]);
    expect(ends(`${call}\n${result('exec', {})}`)[0]).not.toHaveProperty('orphan');
  });
});

test('a spawned child names its parent, and only the tool that spawns is believed', () => {
  const details = { status: 'accepted', childSessionKey: 'agent:main:subagent:1' };
  const spawned = read('transcript', result('sessions_spawn', { details }), context).events;
  expect(spawned[1]).toMatchObject({
    type: 'sessionCreate',
    sessionKey: 'agent:main:subagent:1',
    parentSessionKey: 'agent:main:bob',
  });
  expect(spawned[1]).not.toHaveProperty('sessionId');
  expect(read('transcript', result('web_fetch', { details }), context).events).toHaveLength(1);
});

describe('messages into the session', () => {
  const user = (more: object) => read('transcript', entry({ role: 'user', content: 'hi', ...more }), context);

  test('by the owner make the owner known', () => {
    const { events, seen } = user({ __openclaw: { senderIsOwner: true } });
    expect(seen).toEqual(['ownerKnown']);
    expect(events).toMatchObject([
      { type: 'message', actor: { kind: 'owner' } },
      { type: 'sessionAccess', action: 'turn', actor: { kind: 'owner' } },
    ]);
  });

  test('by a person on a channel name both; whom the gateway itself knows is on none', () => {
    const sender = (senderIsOwner: boolean, type: string) => ({
      senderIsOwner,
      senderId: '777',
      senderIdentity: { type, id: '777', pluginId: 'telegram', accountId: null, senderKind: 'human' },
    });
    expect(user({ __openclaw: sender(false, 'observation') }).events).toMatchObject([
      { type: 'message', channel: 'telegram', actor: { id: '777', kind: 'person', channel: 'telegram' } },
      { type: 'sessionAccess', channel: 'telegram', actor: { kind: 'person' } },
    ]);
    expect(user({ __openclaw: sender(true, 'observation') }).events[1]).toMatchObject({
      actor: { id: '777', kind: 'owner', channel: 'telegram' },
    });
    expect(user({ __openclaw: sender(false, 'profile') }).events[0]?.actor).toEqual({
      id: '777',
      kind: 'person',
    });
  });

  test('by another session name it', () => {
    const provenance = {
      kind: 'inter_session',
      sourceSessionKey: 'agent:main:eve',
      sourceChannel: 'webchat',
    };
    expect(user({ provenance }).events).toMatchObject([
      { type: 'message', fromSessionKey: 'agent:main:eve', channel: 'webchat' },
      { type: 'sessionAccess', trigger: 'inter_session' },
    ]);
  });

  test('that speak of a denied approval are claims', () => {
    const content = 'System: [2026-11-22 14:09] Exec denied (gateway id=8db07b75, user-denied): id -u';
    expect(user({ content }).events.at(-1)).toMatchObject({
      type: 'approvalRequests',
      status: 'denied',
      approvalId: '8db07b75',
      trust: 'claimed',
    });
  });

  test('keep none of their words', () => {
    expect(JSON.stringify(user({ content: 'my secret' }).events)).not.toContain('secret');
  });
});

test('a nested call belongs to the wrapper that made it', () => {
  const details = {
    parentToolCallId: 'c1',
    toolCallId: 'tool_search_code:c1:sessions_history:1',
    toolName: 'sessions_history',
    input: { sessionKey: 'agent:main:alice' },
    result: { content: [], details: { status: 'forbidden' } },
    isError: true,
  };
  const text = entry({ role: 'custom', customType: 'openclaw.nested-tool.v1', details });
  expect(read('transcript', text, context).events).toMatchObject([
    { phase: 'start', args: { sessionKey: 'agent:main:alice' }, parentCallId: callIdOf('c1') },
    { phase: 'end', outcome: 'denied', parentCallId: callIdOf('c1') },
  ]);
});
