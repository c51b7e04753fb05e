import { Distinct } from '../../collections/distinct.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { Names, Visitor } from '../../reporters/who/visitor.ts';

const mostNames = 20;

const named = ['devices', 'actors', 'addresses', 'clients', 'roles', 'scopes', 'sessions'] as const;
type Named = (typeof named)[number];

/** What the records of one connection, or of one visitor, say. */
export class Visit {
  readonly gateway: string;
  readonly #names: { [K in Named]?: Distinct } = {};
  #behindProxy = false;
  #first = Number.POSITIVE_INFINITY;
  #last = Number.NEGATIVE_INFINITY;
  #connections = 0;
  #failures = 0;
  #gotIn = false;

  constructor(gateway: string) {
    this.gateway = gateway;
  }

  add(event: AuditEvent): void {
    this.#first = Math.min(this.#first, event.time);
    this.#last = Math.max(this.#last, event.time);
    this.#behindProxy ||= event.behindProxy === true;
    for (const [kind, value] of namesIn(event)) this.#name(kind, value);
    this.#count(event);
  }

  /** It tells neither who came nor that anybody did. */
  get isEmpty(): boolean {
    const { devices, actors, addresses } = this.#names;
    return !(devices ?? actors ?? addresses) && this.#connections === 0 && this.#failures === 0;
  }

  /** Whose it is: the device, else the person, else the address. */
  get owner(): string {
    const [kind = 'nobody', name = ''] =
      (['devices', 'actors', 'addresses'] as const)
        .map((one) => [one, this.#names[one]?.values[0]] as const)
        .find(([, value]) => value !== undefined) ?? [];
    const whoElse = kind === 'nobody' ? `${this.#behindProxy} ${this.#names.clients?.values[0] ?? ''}` : name;
    return JSON.stringify([this.gateway, kind, whoElse]);
  }

  merge(other: Visit): void {
    this.#first = Math.min(this.#first, other.#first);
    this.#last = Math.max(this.#last, other.#last);
    this.#behindProxy ||= other.#behindProxy;
    this.#connections += other.#connections;
    this.#failures += other.#failures;
    this.#gotIn ||= other.#gotIn;
    for (const kind of named) for (const value of other.#names[kind]?.values ?? []) this.#name(kind, value);
  }

  get visitor(): Visitor {
    return {
      gateway: this.gateway,
      device: this.#names.devices?.values[0] ?? null,
      actors: this.#few('actors'),
      addresses: this.#few('addresses'),
      behindProxy: this.#behindProxy,
      clients: this.#few('clients'),
      roles: this.#few('roles'),
      scopes: this.#few('scopes'),
      sessions: this.#few('sessions'),
      firstSeen: this.#first,
      lastSeen: this.#last,
      connections: this.#connections,
      failures: this.#failures,
      gotIn: this.#gotIn,
    };
  }

  #count(event: AuditEvent): void {
    if (event.type === 'connection' && event.state === 'opened') this.#connections++;
    if (event.type === 'authAttempt' && event.outcome !== 'success') this.#failures += event.count;
    if (event.type === 'accessDenied') this.#failures += event.count;
    this.#gotIn ||= getsIn(event);
  }

  #name(kind: Named, value: string): void {
    const names = this.#names[kind] ?? new Distinct();
    names.add(value);
    this.#names[kind] = names;
  }

  #few(kind: Named): Names {
    const names = this.#names[kind];
    const values = names?.values.slice(0, mostNames) ?? [];
    return { values, more: (names?.size ?? 0) - values.length };
  }
}

function getsIn(event: AuditEvent): boolean {
  if (event.type === 'connection') return event.state === 'opened';
  if (event.type === 'authAttempt') return event.outcome === 'success';
  if (event.type === 'pairing') return event.status === 'approved';
  return event.type === 'sessionAccess' && event.outcome !== 'denied';
}

/** What a device asks for it may not do yet. */
function isWish(event: AuditEvent): boolean {
  return event.type === 'pairing' && event.status !== 'approved';
}

interface Claims {
  readonly client?: string;
  readonly mode?: string;
  readonly role?: string;
  readonly roleTo?: string;
  readonly scopes?: readonly string[];
  readonly scopesTo?: string;
}

function namesIn(event: AuditEvent): readonly (readonly [Named, string])[] {
  const { client, mode, role, scopes }: Claims = event as Claims;
  const { roleTo, scopesTo }: Claims = isWish(event) ? {} : (event as Claims);
  const { actor } = event;
  const all: readonly (readonly [Named, string | undefined])[] = [
    ['devices', event.device],
    ['actors', actor && (actor.channel ? `${actor.channel}:${actor.id}` : actor.id)],
    ['addresses', event.ip],
    ['clients', client && (mode && mode !== client ? `${client} ${mode}` : client)],
    ['roles', role],
    ['roles', roleTo],
    ...[...(scopes ?? []), ...(scopesTo?.split(',') ?? [])].map((scope) => ['scopes', scope.trim()] as const),
    ['sessions', event.sessionKey],
  ];
  return all.flatMap(([kind, value]) => (value ? [[kind, value] as const] : []));
}
