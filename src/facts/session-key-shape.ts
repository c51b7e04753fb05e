import type { SessionKind } from './session-kind.ts';

export interface KeyShape {
  readonly kind: SessionKind;
  readonly channel?: string;
  readonly peer?: string;
  /** What follows the agent in the class key. */
  readonly className: string;
}

/** What the part after `agent:<id>:` says, once thread and topic are gone. */
export function keyShape(rest: string, scoped: boolean): KeyShape {
  return reservedShape(rest) ?? chatShape(rest) ?? freeShape(rest, scoped);
}

/** Older gateways wrote `dm` where newer ones write `direct`. */
export function canonicalRest(rest: string): string {
  const parts = rest.split(':');
  const marker = markerIndex(parts);
  if (parts[marker] !== 'dm') return rest;
  return parts.with(marker, 'direct').join(':');
}

/** The user name in `openai-user:<name>` is the caller's choice: it must not fold into another user's by its ending. */
export function withoutSuffix(rest: string): string {
  if (httpUser.test(rest)) return rest;
  const cuts = [rest.indexOf(':thread:'), rest.indexOf(':topic:')].filter((cut) => cut > 0);
  let bare = rest.slice(0, Math.min(rest.length, ...cuts));
  while (bare.endsWith(heartbeat) && bare !== heartbeat) bare = bare.slice(0, -heartbeat.length);
  return bare;
}

const heartbeat = ':heartbeat';
const httpUser = /^(?:openai|openresponses)-user:/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const markers = new Set(['direct', 'dm', 'group', 'channel', 'slash']);

/** Words that the gateway itself puts first; each key under them is fresh. */
const fresh = new Map<string, SessionKind>([
  ['subagent', 'subagent'],
  ['openai', 'http'],
  ['openresponses', 'http'],
  ['acp', 'acp'],
  ['dashboard', 'named'],
  ['agent-exec', 'named'],
  ['recovered', 'named'],
  ['update-repair', 'named'],
  ['setup-inference', 'named'],
  ['helper', 'named'],
  ['internal-session-effects', 'named'],
]);
const reserved = new Set([
  ...fresh.keys(),
  'cron',
  'hook',
  'openai-user',
  'openresponses-user',
  'agent',
  'main',
]);

function reservedShape(rest: string): KeyShape | undefined {
  if (rest === 'main') return { kind: 'main', className: rest };
  if (rest.startsWith('tui-')) return { kind: 'tui', className: 'tui' };
  const colon = rest.indexOf(':');
  if (colon === -1) return undefined;
  const word = rest.slice(0, colon);
  const name = rest.slice(colon + 1);
  if (name === '' || rest.startsWith('acp:binding:')) return bindingShape(rest, word);
  if (word === 'cron') return { kind: 'cron', className: `cron:${beforeRun(name)}` };
  if (word === 'hook') return { kind: 'hook', className: hookClass(name) };
  if (httpUser.test(rest)) return { kind: 'http', peer: name, className: rest };
  const kind = fresh.get(word);
  return kind && { kind, className: word };
}

/** Bindings of ACP last, so each keeps its own history. */
function bindingShape(rest: string, word: string): KeyShape | undefined {
  return word === 'acp' ? { kind: 'acp', className: rest } : undefined;
}

function beforeRun(name: string): string {
  const run = name.indexOf(':run:');
  return run > 0 ? name.slice(0, run) : name;
}

/** `hook:gmail:<message>` is a class of its own; `hook:<uuid>` is not. */
function hookClass(name: string): string {
  const [first = ''] = name.split(':');
  return uuid.test(first) ? 'hook' : `hook:${first}`;
}

function chatShape(rest: string): KeyShape | undefined {
  const parts = rest.split(':');
  const marker = markerIndex(parts);
  const word = parts[marker];
  if (word === undefined) return undefined;
  const kind = word === 'group' || word === 'channel' ? word : 'direct';
  const channel = marker === 0 ? undefined : parts[0];
  const peer = parts.slice(marker + 1).join(':');
  return { kind, ...(channel !== undefined && { channel }), peer, className: rest };
}

/** Where `direct`, `group`, … stands: first, after the channel, or after channel and account; -1 for nowhere. */
function markerIndex(parts: readonly string[]): number {
  if (reserved.has(parts[0] ?? '')) return -1;
  const index = parts.slice(0, 3).findIndex((part) => markers.has(part));
  return index >= 0 && parts.slice(index + 1).join('') !== '' ? index : -1;
}

function freeShape(rest: string, scoped: boolean): KeyShape {
  const unscoped = !scoped || rest === 'global' || rest === 'unknown';
  return { kind: unscoped ? 'unscoped' : 'named', className: rest };
}
