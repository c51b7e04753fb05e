import type { AuditEvent } from '../model/event.ts';
import type { Choice } from './choose-findings.ts';

/** For `events`, the options choose events, not findings. */
export function isAbout(event: AuditEvent, { since, until, about }: Choice): boolean {
  if (since !== undefined && event.time < since) return false;
  if (until !== undefined && event.time > until) return false;
  const { ips, sessions, agents, actors, channels, tools } = about;
  const fields = event as {
    readonly tool?: string;
    readonly channel?: string;
    readonly targetSessionKey?: string;
  };
  return (
    fits(ips, event.ip) &&
    fits(sessions, event.sessionKey, fields.targetSessionKey) &&
    fits(agents, event.agentId) &&
    fits(actors, event.actor?.id, event.actor?.channel && `${event.actor.channel}:${event.actor.id}`) &&
    fits(channels, fields.channel, event.actor?.channel) &&
    fits(tools, fields.tool)
  );
}

function fits(wanted: string | undefined, ...values: readonly (string | undefined)[]): boolean {
  return wanted === undefined || values.includes(wanted);
}
