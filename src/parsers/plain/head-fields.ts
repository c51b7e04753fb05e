import { actor, address, flag, oneOf, word } from './field.ts';

/** Fields of every event. */
export const head = {
  trust: oneOf('recorded', 'claimed'),
  agentId: word,
  sessionKey: word,
  sessionId: word,
  runId: word,
  traceId: word,
  connId: word,
  eventId: word,
  actor,
  device: word,
  ip: address,
};

/** Fields of events that a socket saw. */
export const socket = { peer: word, behindProxy: flag };

/** Fields that a client says of itself. */
export const claims = {
  client: word,
  mode: word,
  version: word,
  platform: word,
  instance: word,
  origin: word,
  host: word,
  userAgent: word,
  forwardedFor: word,
};
