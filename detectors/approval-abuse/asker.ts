import { type AuditEvent, inGateway, parseSessionKey } from '../../src/detector-kit/index.ts';

/** Who asks: an agent, in whatever session. */
export interface Asker {
  readonly name: string;
  /** The name with its gateway, for windows and memory. */
  readonly key: string;
  /** The scheduled job that it asks for. */
  readonly job: string | undefined;
}

export function askerOf({ gateway, agentId, sessionKey }: AuditEvent): Asker {
  const session = sessionKey === undefined ? undefined : parseSessionKey(sessionKey);
  const agent = agentId?.toLowerCase() ?? session?.agentId;
  const name = agent === undefined ? 'an agent' : `agent ${agent.slice(0, 80)}`;
  const job = session?.kind === 'cron' ? session.classKey.slice(0, 200) : undefined;
  return { name, key: inGateway(gateway, name), job };
}
