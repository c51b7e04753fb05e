import type { AuditEvent } from '../model/event.ts';
import type { SavedState } from '../model/state.ts';
import { Duplicates, type SavedDuplicates } from './duplicates.ts';
import { GatewayLinker, type SavedGateway } from './gateway-linker.ts';
import type { Own } from './own.ts';

export interface LinkerOptions {
  /** `gateway.trustedProxies` of a gateway; `undefined` when nobody knows. */
  readonly trustedProxies?: (gateway: string) => readonly string[] | undefined;
  /** More than one source may hold the same row. */
  readonly manySources?: boolean;
}

interface SavedLinker {
  readonly gateways: readonly (readonly [string, SavedGateway])[];
  readonly duplicates: SavedDuplicates | null;
  readonly now: number | null;
}

const tickLength = 250;

/** Joins what one line cannot say. Events go in by time; what comes out is complete, once, and by time but for the joins. */
export class Linker {
  readonly #emit: (event: AuditEvent) => void;
  readonly #trustedProxies: (gateway: string) => readonly string[] | undefined;
  /** No join ever leaves a gateway. */
  readonly #gateways = new Map<string, GatewayLinker>();
  readonly #duplicates: Duplicates | undefined;
  #now = Number.NEGATIVE_INFINITY;

  constructor(
    { trustedProxies = () => undefined, manySources = true }: LinkerOptions,
    emit: (event: AuditEvent) => void,
    state: SavedState = {},
  ) {
    const { gateways = [], duplicates, now } = state as unknown as Partial<SavedLinker>;
    this.#emit = emit;
    this.#trustedProxies = trustedProxies;
    this.#duplicates = manySources ? new Duplicates(duplicates ?? undefined) : undefined;
    for (const [gateway, saved] of gateways) this.#open(gateway, saved);
    this.#now = now ?? this.#now;
  }

  /** Clients that came through a proxy which named them nowhere. */
  get unresolvedClients(): number {
    return [...this.#gateways.values()].reduce((sum, { unresolvedClients }) => sum + unresolvedClients, 0);
  }

  /** Takes the event over: it is completed in place. */
  push(event: AuditEvent): void {
    if (event.time > this.#now) this.#advance(event.time);
    if (this.#duplicates?.has(event)) return;
    const gateway = this.#gateways.get(event.gateway) ?? this.#open(event.gateway);
    gateway.push(event as Own);
  }

  /** Event time has reached `time`: joins that waited long enough go on without their other half. */
  tick(time: number): void {
    for (const gateway of this.#gateways.values()) gateway.tick(time);
  }

  /** Nothing more will come. */
  end(): void {
    this.tick(Number.POSITIVE_INFINITY);
  }

  evictions(): { readonly [what: string]: number } {
    const sums = new Map<string, number>();
    for (const gateway of this.#gateways.values()) {
      for (const [what, count] of Object.entries(gateway.evictions())) {
        if (count > 0) sums.set(`linker/${what}`, (sums.get(`linker/${what}`) ?? 0) + count);
      }
    }
    return Object.fromEntries(sums);
  }

  save(): SavedState {
    const saved: SavedLinker = {
      gateways: [...this.#gateways].map(([gateway, linker]) => [gateway, linker.save()]),
      duplicates: this.#duplicates?.save() ?? null,
      now: this.#now,
    };
    return saved as unknown as SavedState;
  }

  #advance(time: number): void {
    const turned = Math.floor(time / tickLength) > Math.floor(this.#now / tickLength);
    this.#now = time;
    if (turned) this.tick(time);
  }

  #open(gateway: string, saved?: SavedGateway): GatewayLinker {
    const linker = new GatewayLinker(this.#trustedProxies(gateway), this.#emit, saved);
    this.#gateways.set(gateway, linker);
    return linker;
  }
}
