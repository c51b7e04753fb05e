import {
  type AuditEvent,
  hour,
  inGateway,
  type Memory,
  minute,
  parseSessionKey,
} from '../../src/detector-kit/index.ts';
import type { Opening } from './openings.ts';
import type { Options } from './options.ts';

/** A change of policy within an hour, and an hour to use it. */
const kept = 2 * hour;
const most = 40;
const twins = minute;

type Refusal = {
  readonly time: number;
  readonly target: string;
  readonly action: string;
  readonly call: string;
};

export interface Refused {
  readonly calls: number;
  readonly targets: number;
  /** More calls or targets than the options allow within the window. */
  readonly repeated: boolean;
}

/** What each initiator was refused in the last two hours. */
export class Denials {
  readonly #memory: Memory<readonly Refusal[]>;
  readonly #options: Options;

  constructor(memory: Memory<readonly Refusal[]>, options: Options) {
    this.#memory = memory;
    this.#options = options;
  }

  add(who: string, event: AuditEvent<'sessionAccess'>): Refused {
    const { time, action, targetSessionKey, callId } = event;
    const name = inGateway(event.gateway, who);
    const call = callId ?? `${time} ${action} ${targetSessionKey}`;
    const before = this.#memory.get(name) ?? [];
    const refusal = {
      time,
      action,
      call,
      target: targetSessionKey ? parseSessionKey(targetSessionKey).base : '',
    };
    const all = [...before.filter((other) => time - other.time < kept && !replaces(refusal, other)), refusal];
    this.#memory.set(name, all.slice(-most));
    return this.#within(all, time);
  }

  /** Refused there before: with a change of policy since, or in the very same way. */
  letIn(
    who: string,
    event: AuditEvent<'sessionAccess'>,
    opening: Opening | undefined,
  ): 'opened' | 'unseen' | undefined {
    const { gateway, time, action, targetSessionKey } = event;
    if (!targetSessionKey) return undefined;
    const target = parseSessionKey(targetSessionKey).base;
    const same = this.#until(gateway, who, time).filter((refusal) => refusal.target === target);
    if (opening && time - opening.time <= hour && same.some((refusal) => precedes(refusal, opening)))
      return 'opened';
    return same.some((refusal) => refusal.action === action && time - refusal.time <= hour)
      ? 'unseen'
      : undefined;
  }

  refusedLately({ gateway, time }: AuditEvent, who: string): boolean {
    return this.#until(gateway, who, time).some((refusal) => time - refusal.time <= hour);
  }

  #until(gateway: string, who: string, time: number): readonly Refusal[] {
    return (this.#memory.get(inGateway(gateway, who)) ?? []).filter((refusal) => refusal.time <= time);
  }

  #within(all: readonly Refusal[], time: number): Refused {
    const recent = all.filter((refusal) => Math.abs(time - refusal.time) < this.#options.window);
    const calls = recent.length;
    const targets = new Set(recent.map(({ target }) => target).filter(Boolean)).size;
    const { deniedTargets, denials } = this.#options;
    return { calls, targets, repeated: calls >= denials || targets >= deniedTargets };
  }
}

/** The same call told again, perhaps by a source that knows more. A model may use its ids again later. */
function replaces(refusal: Refusal, other: Refusal): boolean {
  const told = refusal.call === other.call && Math.abs(refusal.time - other.time) < twins;
  return told && (other.target === '' || other.target === refusal.target);
}

function precedes(refusal: Refusal, opening: Opening): boolean {
  return refusal.time < opening.time && opening.time - refusal.time <= hour;
}
