import type { Json } from '../model/json.ts';
import { remember } from './remember.ts';

export type ToolGroup =
  | 'fs-read'
  | 'fs-write'
  | 'runtime'
  | 'web'
  | 'memory'
  | 'sessions'
  | 'ui'
  | 'messaging'
  | 'automation'
  | 'nodes'
  | 'agents'
  | 'media'
  | 'wrapper'
  | 'mcp'
  | 'other';

export type SessionAction = 'read' | 'list' | 'send' | 'spawn' | 'status';

const longestName = 128;

const aliases = new Map([
  ['bash', 'exec'],
  ['exec_command', 'exec'],
  ['apply-patch', 'apply_patch'],
  ['cron', 'automations'],
  ['image', 'view_image'],
]);

const groups = new Map<string, ToolGroup>(
  Object.entries({
    'fs-read': 'read ls file_fetch dir_list dir_fetch',
    'fs-write': 'write edit apply_patch file_write',
    runtime: 'exec process code_execution secrets',
    web: 'web_search web_fetch x_search',
    memory: 'memory_search memory_get',
    sessions:
      'sessions sessions_list sessions_history sessions_search conversations_list conversations_send ' +
      'conversations_turn sessions_send sessions_spawn github_identity_status github_publish agents_wait ' +
      'sessions_yield subagents session_status suggest_task dismiss_task',
    ui: 'browser screen theme dashboard terminal portal canvas show_widget',
    messaging: 'message',
    automation: 'heartbeat_respond automations gateway plugins openclaw',
    nodes: 'nodes computer mobile_ui',
    agents: 'agents_list get_goal create_goal update_goal update_plan progress_card ask_user skill_workshop',
    media: 'view_image image_generate music_generate video_generate tts pdf',
    wrapper: 'tool_call tool_search tool_describe',
  } satisfies Partial<Record<ToolGroup, string>>).flatMap(([group, tools]) =>
    tools.split(' ').map((tool) => [tool, group as ToolGroup] as const),
  ),
);

const actions = new Map<string, SessionAction>([
  ['sessions_history', 'read'],
  ['sessions_search', 'read'],
  ['sessions_list', 'list'],
  ['sessions_send', 'send'],
  ['sessions_spawn', 'spawn'],
  ['session_status', 'status'],
  ['conversations_list', 'list'],
  ['conversations_send', 'send'],
  ['conversations_turn', 'send'],
]);

const verbs = new Map<string, SessionAction>(
  Object.entries({
    read: 'read history get search transcript log logs info',
    list: 'list',
    send: 'send message turn steer kill stop cancel',
    spawn: 'spawn create new start fork',
    status: 'status',
  }).flatMap(([action, words]) => words.split(' ').map((word) => [word, action as SessionAction] as const)),
);

/** The name of today's gateway for a tool, whatever a version or a harness calls it. */
export const canonicalTool: (name: string) => string = remember((name) => {
  const tool = name.slice(0, longestName).trim().toLowerCase();
  return aliases.get(tool) ?? tool;
});

export const toolGroup: (tool: string) => ToolGroup = remember((tool) => {
  const name = canonicalTool(tool);
  const known = groups.get(name);
  if (known !== undefined) return known;
  if (name.indexOf('__') > 0) return 'mcp';
  return name.startsWith('memory_') ? 'memory' : 'other';
});

/** Calls another tool that has its own records. */
export function isWrapper(tool: string): boolean {
  return toolGroup(tool) === 'wrapper';
}

/** What a tool does to sessions; `undefined` when it does nothing, or when only its missing arguments could say. */
export function sessionAction(tool: string, args?: Json): SessionAction | undefined {
  const name = canonicalTool(tool);
  if (name === 'sessions') return verbs.get(verb(args));
  if (name === 'subagents') return verbs.get(verb(args)) ?? 'list';
  return actions.get(name);
}

function verb(args: Json | undefined): string {
  if (typeof args !== 'object' || args === null || !Object.hasOwn(args, 'action')) return '';
  const { action } = args as { readonly action?: Json };
  return typeof action === 'string' ? action.toLowerCase() : '';
}
