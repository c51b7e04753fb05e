import {
  type AuditEvent,
  type DetectorContext,
  inGateway,
  type Memory,
} from '../../src/detector-kit/index.ts';
import type { Options } from './options.ts';
import type { Approval } from './step.ts';

/** What a call that is under way would mean if it succeeded. */
export type Meaning = 'again' | 'policy';

/** Calls whose end matters, and what a request asked for whose answer names only its id. */
export class Calls {
  readonly #meanings: Memory<Meaning>;
  readonly #commands: Memory<string>;
  /** Calls that asked: their answers decide, whichever record comes first. */
  readonly #asked: Memory<true>;

  constructor({ memory }: DetectorContext<Options>) {
    this.#meanings = memory<Meaning>('calls', { max: 5_000 });
    this.#commands = memory<string>('commands', { max: 5_000 });
    this.#asked = memory<true>('asked', { max: 5_000 });
  }

  get any(): boolean {
    return this.#meanings.size > 0;
  }

  watch({ gateway, callId }: AuditEvent<'toolExecution'>, meaning: Meaning): void {
    if (callId === undefined) return;
    const call = inGateway(gateway, callId);
    if (this.#asked.get(call) === undefined) this.#meanings.set(call, meaning);
  }

  /** The call asks for approval: the answer decides, not its end. */
  readonly asked = (event: Approval): void => {
    const { gateway, callId, command } = event;
    if (callId !== undefined && event.trust === 'recorded') {
      const call = inGateway(gateway, callId);
      this.#meanings.delete(call);
      this.#asked.set(call, true);
    }
    const key = keyOf(event);
    if (key !== undefined && command !== undefined) this.#commands.set(key, command.slice(0, 2000));
  };

  commandOf(event: Approval): string | undefined {
    const key = keyOf(event);
    return event.command ?? (key === undefined ? undefined : this.#commands.get(key));
  }

  done({ gateway, callId }: AuditEvent<'toolExecution'>): Meaning | undefined {
    if (callId === undefined) return undefined;
    const key = inGateway(gateway, callId);
    const meaning = this.#meanings.get(key);
    if (meaning !== undefined) this.#meanings.delete(key);
    return meaning;
  }
}

/** Texts name an approval by the start of its id. */
function keyOf({ gateway, approvalId }: Approval): string | undefined {
  return approvalId === undefined ? undefined : inGateway(gateway, approvalId.slice(0, 8));
}
