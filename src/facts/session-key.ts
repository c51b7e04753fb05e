import { remember } from './remember.ts';
import { canonicalRest, keyShape, withoutSuffix } from './session-key-shape.ts';
import type { SessionKind } from './session-kind.ts';

export interface SessionKey {
  readonly key: string;
  readonly agentId?: string;
  readonly kind: SessionKind;
  readonly channel?: string;
  readonly peer?: string;
  /** Without thread, topic or heartbeat; of a cron job without its run. */
  readonly base: string;
  /** Whom the history belongs to when every key is fresh: `agent:x:subagent`, `agent:x:cron:<job>`. */
  readonly classKey: string;
}

/** Lower case, `main` with its agent, and `direct` for the `dm` of older gateways. */
export function canonicalSessionKey(key: string, agentId = 'main'): string {
  const { key: known } = parse(key);
  // Only there another agent would have made another key.
  return known.startsWith(mainOfMain) ? canonical(key, agentId) : known;
}

/** Reads a canonical key, or makes it one first. */
export function parseSessionKey(key: string): SessionKey {
  return parse(key);
}

/** Many people share it, so a session is not a person. */
export function isShared(key: string): boolean {
  const { kind } = parse(key);
  return kind === 'main' || kind === 'group' || kind === 'channel' || kind === 'unscoped';
}

/** Its own caller chose the name; the gateway's own pages name theirs by a class. */
export function isNamedByCaller({ kind, base, classKey }: SessionKey): boolean {
  return kind === 'named' && base === classKey;
}

/** Who a session belongs to: a person, a room, an agent's main session, a job. */
export function principalOf(key: string): string {
  const { kind, channel, peer, base, classKey } = parse(key);
  if (kind === 'direct') return `${channel ?? 'direct'}:${peer ?? ''}`;
  if (kind === 'group' || kind === 'channel') return [channel, kind, peer].filter(Boolean).join(':');
  return kind === 'main' || kind === 'named' ? base : classKey;
}

const mainOfMain = 'agent:main:main';

const parse = remember<SessionKey>((text) => {
  const key = canonical(text, 'main');
  const { prefix, agentId, rest } = split(key);
  const bare = withoutSuffix(rest);
  const { kind, channel, peer, className } = keyShape(bare, agentId !== undefined);
  const base = kind === 'cron' ? className : bare;
  // Mostly all three are one text: as one object, whoever looks it up twice in a row has it at hand.
  const whole = (part: string): string => (part === rest ? key : prefix + part);
  return {
    key,
    ...(agentId !== undefined && { agentId }),
    kind,
    ...(channel !== undefined && { channel }),
    ...(peer !== undefined && { peer }),
    base: whole(base),
    classKey: whole(className),
  };
});

function canonical(key: string, agentId: string): string {
  const text = key.trim().toLowerCase();
  const bare = text === 'main' || text.startsWith('main:');
  const { prefix, rest } = split(bare ? `agent:${agentId.trim().toLowerCase()}:${text}` : text);
  return prefix + canonicalRest(rest);
}

interface Split {
  /** `agent:<id>:`, or nothing. */
  readonly prefix: string;
  readonly agentId?: string;
  readonly rest: string;
}

function split(key: string): Split {
  if (!key.startsWith('agent:')) return { prefix: '', rest: key };
  const end = key.indexOf(':', 6);
  if (end <= 6 || end === key.length - 1) return { prefix: '', rest: key };
  return { prefix: key.slice(0, end + 1), agentId: key.slice(6, end), rest: key.slice(end + 1) };
}
