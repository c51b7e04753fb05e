import {
  type Actor,
  type AuditEvent,
  isChat,
  isNamedByCaller,
  type Memory,
  parseSessionKey,
} from '../../src/detector-kit/index.ts';

/**
 * Who acts in a session. `operator`: the owner by evidence. `main`: whoever speaks in an agent's main session,
 * the owner or under `dmScope: main` anybody. `person`: everybody else; whoever calls over HTTP chooses the key and
 * counts as owner for having the token. `job`: a sub-agent, hook or cron run.
 */
export type Party = 'operator' | 'main' | 'person' | 'job';

const jobs: ReadonlySet<string> = new Set(['subagent', 'cron', 'hook', 'acp']);

export class Parties {
  readonly #ownerSeen: Memory<boolean>;

  constructor(ownerSeen: Memory<boolean>) {
    this.#ownerSeen = ownerSeen;
  }

  learn(event: AuditEvent): void {
    if (isOwner(event) && !this.#ownerSeen.get(event.gateway)) this.#ownerSeen.set(event.gateway, true);
  }

  of(event: AuditEvent): Party {
    const session = parseSessionKey(event.sessionKey ?? '');
    const { kind, channel } = session;
    const owner = isOwner(event);
    if (jobs.has(kind)) return 'job';
    if (isChat(kind)) return owner && event.actor?.channel === channel ? 'operator' : 'person';
    if (kind === 'http' || isNamedByCaller(session)) return 'person';
    return owner ? 'operator' : this.#mainParty(event);
  }

  #mainParty({ gateway, actor }: AuditEvent): Party {
    return isStranger(actor) && this.#ownerSeen.get(gateway) ? 'person' : 'main';
  }
}

function isOwner({ actor, trust }: AuditEvent): boolean {
  return actor?.kind === 'owner' && trust === 'recorded';
}

/** Somebody who writes over a chat channel and is not the owner, where the evidence tells owners apart. */
function isStranger(actor: Actor | undefined): boolean {
  return actor?.kind === 'person' && actor.channel !== undefined && actor.channel !== 'webchat';
}
