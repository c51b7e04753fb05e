import type { AuditEvent } from '../model/event.ts';
import type { EntityKind } from '../model/finding.ts';

/** Tells `add` each entity that the event itself names. */
export function eachEntity(event: AuditEvent, add: (kind: EntityKind, value: string) => void): void {
  const { ip, sessionKey, agentId, device, runId, actor } = event;
  const {
    tool,
    targetSessionKey,
    channel = actor?.channel,
  } = event as {
    readonly [name in 'tool' | 'targetSessionKey' | 'channel']?: string;
  };
  const named = { ips: ip, sessions: sessionKey, agents: agentId, devices: device, runs: runId } as const;
  for (const [kind, value] of Object.entries({ ...named, tools: tool, channels: channel })) {
    if (value) add(kind as EntityKind, value);
  }
  if (targetSessionKey) add('sessions', targetSessionKey);
  if (actor) add('actors', actor.channel ? `${actor.channel}:${actor.id}` : actor.id);
}
