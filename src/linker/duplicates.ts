import type { AuditEvent } from '../model/event.ts';

/** Copies of one row lie at the same millisecond, so what is older than this may be forgotten. */
const memory = 10_000;

/** The same row read from two files is one event; equal rows within one file are not. */
export class Duplicates {
  #young = new Map<string, string>();
  #old = new Map<string, string>();
  #turnedAt = Number.NEGATIVE_INFINITY;

  constructor(saved?: SavedDuplicates) {
    if (!saved) return;
    this.#young = new Map(saved.young);
    this.#old = new Map(saved.old);
    this.#turnedAt = saved.turnedAt;
  }

  /** True when another file has already told this. */
  has(event: AuditEvent): boolean {
    const row = rowOf(event);
    if (row === undefined) return false;
    if (event.time - this.#turnedAt > memory) this.#turn(event.time);
    const teller = this.#young.get(row) ?? this.#old.get(row);
    if (teller === undefined) this.#young.set(row, event.source.name);
    return teller !== undefined && teller !== event.source.name;
  }

  save(): SavedDuplicates {
    return { young: [...this.#young], old: [...this.#old], turnedAt: this.#turnedAt };
  }

  #turn(time: number): void {
    this.#old = this.#young;
    this.#young = new Map();
    this.#turnedAt = time;
  }
}

export interface SavedDuplicates {
  readonly young: readonly (readonly [string, string])[];
  readonly old: readonly (readonly [string, string])[];
  readonly turnedAt: number;
}

function rowOf(event: AuditEvent): string | undefined {
  if (event.eventId) return `${event.gateway}\n${event.eventId}`;
  return event.text === undefined
    ? undefined
    : `${event.gateway}\n${event.time}\n${event.type}\n${event.text}`;
}
