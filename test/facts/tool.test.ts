import { describe, expect, test } from 'vitest';
import { canonicalTool, isWrapper, sessionAction, toolGroup } from '../../src/facts/tool.ts';

describe('canonicalTool', () => {
  test.each([
    ['bash', 'exec'],
    ['exec_command', 'exec'],
    ['apply-patch', 'apply_patch'],
    ['cron', 'automations'],
    ['image', 'view_image'],
    ['update_plan', 'update_plan'],
    [' Sessions_History ', 'sessions_history'],
    ['__proto__', '__proto__'],
  ])('calls %s %s', (name, tool) => expect(canonicalTool(name)).toBe(tool));

  test('keeps 128 characters of a name', () => expect(canonicalTool('x'.repeat(10_000))).toHaveLength(128));
});

describe('toolGroup', () => {
  test.each([
    ['read', 'fs-read'],
    ['ls', 'fs-read'],
    ['apply_patch', 'fs-write'],
    ['bash', 'runtime'],
    ['web_fetch', 'web'],
    ['memory_get', 'memory'],
    ['memory_forget', 'memory'],
    ['sessions_history', 'sessions'],
    ['browser', 'ui'],
    ['message', 'messaging'],
    ['cron', 'automation'],
    ['nodes', 'nodes'],
    ['agents_list', 'agents'],
    ['tts', 'media'],
    ['tool_call', 'wrapper'],
    ['github__create_issue', 'mcp'],
    ['constructor', 'other'],
    ['__proto__', 'other'],
  ])('puts %s into %s', (tool, group) => expect(toolGroup(tool)).toBe(group));

  test('tells the tools that call tools', () => {
    expect(['tool_call', 'tool_search', 'exec'].map(isWrapper)).toEqual([true, true, false]);
  });
});

describe('sessionAction', () => {
  test.each([
    ['sessions_history', 'read'],
    ['sessions_search', 'read'],
    ['sessions_list', 'list'],
    ['conversations_list', 'list'],
    ['sessions_send', 'send'],
    ['conversations_turn', 'send'],
    ['sessions_spawn', 'spawn'],
    ['session_status', 'status'],
    ['subagents', 'list'],
    ['sessions', undefined],
    ['agents_list', undefined],
    ['sessions_yield', undefined],
    ['exec', undefined],
  ])('%s does %s', (tool, action) => expect(sessionAction(tool)).toBe(action));

  test.each([
    ['sessions', { action: 'history' }, 'read'],
    ['sessions', { action: 'List' }, 'list'],
    ['sessions', { action: 'constructor' }, undefined],
    ['sessions', { action: 5 }, undefined],
    ['sessions', null, undefined],
    ['sessions', ['action'], undefined],
    ['subagents', { action: 'steer' }, 'send'],
  ])('%s with %j does %s', (tool, args, action) => expect(sessionAction(tool, args)).toBe(action));
});
