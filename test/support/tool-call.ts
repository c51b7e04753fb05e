import type { AuditEvent, EventHead, EventPayloads } from '../../src/model/event.ts';
import { event } from './event.ts';

export type ToolCallFields = Partial<EventHead<'toolExecution'> & EventPayloads['toolExecution']>;

/** The start of a call, as its first source tells it. */
export function toolCall(
  time: number,
  sessionKey: string,
  tool: string,
  fields: ToolCallFields = {},
): AuditEvent<'toolExecution'> {
  const agentId = sessionKey.split(':')[1] ?? 'main';
  const told = { phase: 'start', outcome: 'unknown', first: true } as const;
  return event('toolExecution', { time, sessionKey, agentId, tool, ...told, ...fields });
}
