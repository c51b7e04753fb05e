import type { EventType } from '../../model/event.ts';

const types: readonly EventType[] = [
  'sessionCreate',
  'sessionAccess',
  'toolExecution',
  'approvalRequests',
  'authAttempt',
  'connection',
  'pairing',
  'accessDenied',
  'configChange',
  'agentRun',
  'message',
  'gatewayState',
  'evidenceGap',
];

const names = new Map<string, EventType>([
  ...types.flatMap((type): [string, EventType][] => [
    [type, type],
    [snakeCase(type), type],
  ]),
  ['approvalRequest', 'approvalRequests'],
  ['approval_request', 'approvalRequests'],
]);

export function eventTypeOf(name: string): EventType | undefined {
  return names.get(name);
}

export function isEventName(name: string): boolean {
  return names.has(name);
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
