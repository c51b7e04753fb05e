import { z } from 'zod';
import type { EventType } from '../model/event.ts';
import { positionSchema } from './schema-finding.ts';

const text = z.string();
const texts = z.array(text);
const count = z.number();
const optional = text.optional();
const toolOutcome = z.enum(['ok', 'error', 'denied', 'blocked', 'cancelled', 'timeout', 'unknown']);

const shared = {
  schema: z.literal('openclaw-audit/event@1'),
  time: z.iso.datetime(),
  gateway: text,
  source: positionSchema,
  trust: z.enum(['recorded', 'claimed']),
  agentId: optional,
  sessionKey: optional,
  sessionId: optional,
  runId: optional,
  traceId: optional,
  connId: optional,
  eventId: optional,
  actor: z
    .looseObject({
      id: text,
      kind: z.enum(['owner', 'person', 'agent', 'system', 'unknown']),
      channel: optional,
    })
    .optional(),
  device: optional,
  ip: optional,
  inferred: texts.optional(),
};

/** The fields that a type always has; others may come. */
const payloads = {
  sessionCreate: {},
  sessionAccess: {
    action: z.enum(['turn', 'read', 'list', 'send', 'spawn', 'status', 'reset', 'delete']),
    outcome: z.enum(['allowed', 'ok', 'denied', 'error', 'unknown']),
    targetSessionKey: optional,
  },
  toolExecution: { tool: text, phase: z.enum(['start', 'end']), outcome: toolOutcome },
  approvalRequests: { status: z.enum(['requested', 'allowed', 'denied', 'expired', 'cancelled']) },
  authAttempt: { outcome: z.enum(['success', 'failure', 'limited']), count },
  connection: { state: z.enum(['opened', 'closed']) },
  pairing: { status: z.enum(['requested', 'approved', 'rejected', 'removed', 'upgrade']) },
  accessDenied: { what: z.enum(['sender', 'rpc', 'fetch', 'route', 'command', 'origin', 'tool']), count },
  configChange: { paths: texts, via: z.enum(['rpc', 'file', 'reload', 'cli', 'unknown']) },
  agentRun: { status: z.enum(['started', 'finished']), outcome: toolOutcome.optional() },
  message: {
    direction: z.enum(['inbound', 'outbound']),
    outcome: z.enum(['ok', 'error', 'denied', 'skipped', 'unknown']),
  },
  gatewayState: { state: z.enum(['started', 'ready', 'stopped']) },
  evidenceGap: { gap: text },
} satisfies { [T in EventType]: z.core.$ZodLooseShape };

const types = Object.entries(payloads).map(([type, payload]) =>
  z.looseObject({ ...shared, type: z.literal(type), ...payload }),
);

export const eventSchema = z.union(types);
