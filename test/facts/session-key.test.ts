import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalSessionKey, isShared, parseSessionKey, principalOf } from '../../src/facts/session-key.ts';

const uuid = '52c75e0e-1b34-4a5b-8f10-7a9b7e6d5c4f';

describe('canonicalSessionKey', () => {
  test.each([
    ['main', 'agent:main:main'],
    [' Agent:Main:Main ', 'agent:main:main'],
    ['agent:main:dm:Bob', 'agent:main:direct:bob'],
    ['agent:main:telegram:dm:1001', 'agent:main:telegram:direct:1001'],
    ['agent:main:telegram:work:dm:1001', 'agent:main:telegram:work:direct:1001'],
    ['agent:main:telegram:dm:1001:thread:7', 'agent:main:telegram:direct:1001:thread:7'],
    ['agent:main:telegram:direct:1001', 'agent:main:telegram:direct:1001'],
    ['agent:main:telegram:group:dm:5', 'agent:main:telegram:group:dm:5'],
    ['agent:main:openai-user:dm:bob', 'agent:main:openai-user:dm:bob'],
    ['agent:main:dm', 'agent:main:dm'],
    ['agent:main:dm:', 'agent:main:dm:'],
    ['global', 'global'],
    ['', ''],
  ])('writes "%s" as "%s"', (key, canonical) => expect(canonicalSessionKey(key)).toBe(canonical));

  test('gives a bare main to the agent at hand', () =>
    expect(canonicalSessionKey('main', 'Work')).toBe('agent:work:main'));

  test('changes nothing the second time', () => {
    const word = fc.constantFrom(
      'agent',
      'main',
      'dm',
      'direct',
      'group',
      'telegram',
      'thread',
      '1',
      'cron',
      'run',
      '',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const once = canonicalSessionKey(words.join(':'));
        expect(canonicalSessionKey(once)).toBe(once);
      }),
    );
  });
});

const stable: readonly [string, string, string | undefined, string | undefined, string][] = [
  ['agent:a:main', 'main', undefined, undefined, 'agent:a:main'],
  ['agent:a:main:heartbeat', 'main', undefined, undefined, 'agent:a:main'],
  ['agent:a:dm:bob', 'direct', undefined, 'bob', 'agent:a:direct:bob'],
  ['agent:a:telegram:direct:1:thread:9', 'direct', 'telegram', '1', 'agent:a:telegram:direct:1'],
  ['agent:a:telegram:work:direct:1', 'direct', 'telegram', '1', 'agent:a:telegram:work:direct:1'],
  ['agent:a:discord:slash:42', 'direct', 'discord', '42', 'agent:a:discord:slash:42'],
  ['agent:a:telegram:group:-100:topic:42', 'group', 'telegram', '-100', 'agent:a:telegram:group:-100'],
  ['agent:a:slack:channel:c1:thread:17.5', 'channel', 'slack', 'c1', 'agent:a:slack:channel:c1'],
  ['agent:a:cron:job:run:1', 'cron', undefined, undefined, 'agent:a:cron:job'],
  ['agent:a:cron:job', 'cron', undefined, undefined, 'agent:a:cron:job'],
  ['cron:job', 'cron', undefined, undefined, 'cron:job'],
  ['agent:a:openai-user:bob', 'http', undefined, 'bob', 'agent:a:openai-user:bob'],
  ['agent:a:openresponses-user:bob', 'http', undefined, 'bob', 'agent:a:openresponses-user:bob'],
  ['agent:a:acp:binding:slack:w:0ff', 'acp', undefined, undefined, 'agent:a:acp:binding:slack:w:0ff'],
  ['agent:main:alice', 'named', undefined, undefined, 'agent:main:alice'],
  ['agent:a:global', 'unscoped', undefined, undefined, 'agent:a:global'],
  ['unknown', 'unscoped', undefined, undefined, 'unknown'],
  ['agent:a', 'unscoped', undefined, undefined, 'agent:a'],
  ['', 'unscoped', undefined, undefined, ''],
];

const fresh = [
  [`agent:a:subagent:${uuid}`, 'subagent', 'agent:a:subagent'],
  [`agent:a:subagent:${uuid}:subagent:${uuid}`, 'subagent', 'agent:a:subagent'],
  [`agent:a:hook:${uuid}`, 'hook', 'agent:a:hook'],
  ['agent:a:hook:gmail:17', 'hook', 'agent:a:hook:gmail'],
  [`agent:a:openai:${uuid}`, 'http', 'agent:a:openai'],
  [`agent:a:openresponses:${uuid}`, 'http', 'agent:a:openresponses'],
  [`agent:a:tui-${uuid}`, 'tui', 'agent:a:tui'],
  [`agent:a:acp:${uuid}`, 'acp', 'agent:a:acp'],
  [`agent:a:dashboard:${uuid}`, 'named', 'agent:a:dashboard'],
];

describe('parseSessionKey', () => {
  test.each(stable)('reads %s as %s', (key, kind, channel, peer, base) => {
    const parsed = parseSessionKey(key);
    expect([parsed.kind, parsed.channel, parsed.peer, parsed.base, parsed.classKey]).toEqual([
      kind,
      channel,
      peer,
      base,
      base,
    ]);
  });

  test.each(fresh)('puts the fresh key %s into its class', (key, kind, classKey) => {
    expect(parseSessionKey(key)).toMatchObject({ kind, base: key, classKey });
  });

  test('lets no caller fold into another user by the ending of a name', () => {
    expect(parseSessionKey('agent:a:openai-user:bob:thread:1').base).toBe('agent:a:openai-user:bob:thread:1');
  });
});

test('parseSessionKey never throws, and its base is its own base', () => {
  const word = fc.constantFrom(
    'agent',
    'main',
    'direct',
    'group',
    'x',
    'thread',
    'topic',
    'cron',
    'run',
    '__proto__',
    '',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(word).map((words) => words.join(':')),
      ),
      (key) => {
        const { base } = parseSessionKey(key);
        expect(parseSessionKey(base).base).toBe(base);
      },
    ),
  );
});

describe('isShared', () => {
  test.each(['main', 'agent:a:telegram:group:1', 'agent:a:slack:channel:1', 'global', ''])(
    '"%s" is many people',
    (key) => expect(isShared(key)).toBe(true),
  );

  test.each(['agent:a:telegram:direct:1', 'agent:a:alice', 'agent:a:cron:j', 'agent:a:openai-user:bob'])(
    '%s is one',
    (key) => expect(isShared(key)).toBe(false),
  );
});

describe('principalOf', () => {
  test.each([
    ['agent:a:telegram:direct:1001:thread:5', 'telegram:1001'],
    ['agent:b:telegram:work:dm:1001', 'telegram:1001'],
    ['agent:a:direct:bob', 'direct:bob'],
    ['agent:a:telegram:group:-100:topic:1', 'telegram:group:-100'],
    ['agent:a:slack:channel:c1', 'slack:channel:c1'],
    ['main', 'agent:main:main'],
    ['agent:main:alice', 'agent:main:alice'],
    [`agent:a:subagent:${uuid}`, 'agent:a:subagent'],
    ['agent:a:cron:job:run:7', 'agent:a:cron:job'],
    ['agent:a:openai-user:bob', 'agent:a:openai-user:bob'],
    ['global', 'global'],
  ])('%s belongs to %s', (key, principal) => expect(principalOf(key)).toBe(principal));
});
