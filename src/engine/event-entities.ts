import type { AuditEvent } from '../model/event.ts';
import type { EntityKind } from '../model/finding.ts';

const fields = [
  ['ips', 'ip'],
  ['sessions', 'sessionKey'],
  ['sessions', 'targetSessionKey'],
  ['agents', 'agentId'],
  ['devices', 'device'],
  ['runs', 'runId'],
  ['tools', 'tool'],
] as const satisfies readonly (readonly [EntityKind, string])[];

type Named = { readonly [Field in (typeof fields)[number][1] | 'channel']?: string };

/** Tells `add` each entity that the event itself names. */
export function eachEntity(event: AuditEvent, add: (kind: EntityKind, value: string) => void): void {
  const named: Named = event;
  for (const [kind, field] of fields) {
    const value = named[field];
    if (value) add(kind, value);
  }
  const { actor } = event;
  const channel = named.channel ?? actor?.channel;
  if (channel) add('channels', channel);
  if (actor) add('actors', actor.channel ? `${actor.channel}:${actor.id}` : actor.id);
}
