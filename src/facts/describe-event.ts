import type { AuditEvent, EventPayloads, EventType } from '../model/event.ts';
import type { Json } from '../model/json.ts';
import { boundJson } from './bound-json.ts';
import { cut } from './cut.ts';
import { excerpt } from './mask.ts';
import { shortId } from './short-id.ts';

/** One short masked line: the gateway's own words, or the event's fields when it left none. */
export function describeEvent(event: AuditEvent): string {
  const { text = '' } = event;
  // A row of JSON says less at its beginning than its fields do.
  if (text !== '' && !text.startsWith('{')) return excerpt(gist(event, text) + text);
  return excerpt(words(event).filter(Boolean).join(' '));
}

/** Lines of refused connections are long, and what matters stands at their end. */
function gist(event: AuditEvent, text: string): string {
  if (event.type === 'pairing') return `${pairingWords(event).filter(Boolean).join(' ')}: `;
  if (event.type === 'sessionAccess' || event.type === 'connection') return placeOf(event, text);
  if (event.type !== 'authAttempt') return '';
  const facts = [event.ip, event.reason].filter(Boolean);
  return facts.length > 0 ? `${facts.join(' ')}: ` : '';
}

/** From where, which the line itself may not say. */
function placeOf({ ip, behindProxy }: AuditEvent, text: string): string {
  if (ip !== undefined) return text.includes(ip) ? '' : `${ip}: `;
  return behindProxy ? 'behind a proxy: ' : '';
}

type Words = readonly (string | number | false | undefined)[];

type Wordings = { readonly [T in EventType]: (event: AuditEvent<T> & EventPayloads[T]) => Words };

const wordings: Wordings = {
  sessionCreate: ({ createdVia, parentSessionKey }) => [
    'session created',
    createdVia && `via ${createdVia}`,
    parentSessionKey && `by ${parentSessionKey}`,
  ],
  sessionAccess: ({ action, outcome, targetSessionKey, tool, reason }) => [
    'session',
    action,
    targetSessionKey,
    tool && `with ${tool}`,
    outcome,
    because(reason),
  ],
  toolExecution: ({ tool, phase, outcome, args, reason }) => [
    'tool',
    tool,
    phase === 'start' ? 'started' : outcome,
    args !== undefined && shown(args),
    because(reason),
  ],
  approvalRequests: ({ status, decision, resolver, command }) => [
    'approval',
    status,
    decision,
    resolver && `by ${resolver}`,
    command,
  ],
  authAttempt: ({ outcome, method, reason, count, client }) => [
    'authentication',
    outcome,
    method && `method=${method}`,
    reason && `reason=${reason}`,
    client && `client=${client}`,
    count > 1 && `count=${count}`,
  ],
  connection: ({ state, client, mode, role, user, reason }) => [
    'connection',
    state,
    client && `client=${client}`,
    mode,
    role && `role=${role}`,
    user && `user=${user}`,
    because(reason),
  ],
  pairing: (event) => {
    const { roleFrom, roleTo } = event;
    return [...pairingWords(event), roleTo && `role=${roleFrom ?? '?'}→${roleTo}`];
  },
  accessDenied: ({ what, method, target, policy, reason, count }) => [
    what,
    'denied',
    method,
    target,
    policy && `policy=${policy}`,
    because(reason),
    count > 1 && `count=${count}`,
  ],
  configChange: ({ paths, by, via, result }) => [
    'configuration changed',
    cut(paths.slice(0, 20).join(', '), 200),
    by && `by ${by}`,
    `via ${via}`,
    result,
  ],
  agentRun: ({ status, outcome, trigger }) => ['agent run', status, outcome, trigger && `trigger=${trigger}`],
  message: ({ direction, outcome, channel, fromSessionKey, reason }) => [
    direction,
    'message',
    outcome,
    channel && `channel=${channel}`,
    fromSessionKey && `from ${fromSessionKey}`,
    because(reason),
  ],
  gatewayState: ({ state, version, reason }) => ['gateway', state, version, because(reason)],
  evidenceGap: ({ gap, missing, note }) => [
    'evidence gap:',
    gap,
    missing !== undefined && `${missing} records missing`,
    note,
  ],
};

function words(event: AuditEvent): Words {
  // The table has a wording for each type; TypeScript cannot tie the two unions together.
  const wording = wordings[event.type] as (event: AuditEvent) => Words;
  return wording(event);
}

/** What happened, to which device, and why: even a narrow line has room for that. */
function pairingWords({ status, device, reason, automatic, ip }: AuditEvent<'pairing'>): Words {
  return [
    'pairing',
    status,
    device && shortId(device),
    automatic && 'automatically',
    because(reason),
    ip && `from ${ip}`,
  ];
}

function shown(args: Json): string {
  return cut(JSON.stringify(boundJson(args, { depth: 3, entries: 8, text: 100 })), 400);
}

function because(reason: string | undefined): string | undefined {
  return reason && `(${reason})`;
}
