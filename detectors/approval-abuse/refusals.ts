import {
  type AuditEvent,
  type DetectorContext,
  type Episode,
  type Episodes,
  episodeGap,
  type Memory,
  type Window,
} from '../../src/detector-kit/index.ts';
import { type Asker, askerOf } from './asker.ts';
import type { Calls } from './calls.ts';
import { isEquivalent } from './command.ts';
import type { Options } from './options.ts';
import type { Refusal } from './refusal.ts';
import { allowedAfter, deniedAgain, insisting, ranAnyway, wornDown } from './reports/insisting.ts';
import type { Approval } from './step.ts';

const most = 16;

/** What an operator refused, and whether the agent leaves it at that. */
export class Refusals {
  readonly #options: Options;
  readonly #calls: Calls;
  readonly #book: Episodes;
  readonly #counts: Window;
  readonly #memory: Memory<readonly Refusal[]>;

  constructor({ options, episodes, window, memory }: DetectorContext<Options>, calls: Calls) {
    this.#options = options;
    this.#calls = calls;
    this.#book = episodes('insisting', {
      gap: episodeGap(Math.max(options.window, options.again)),
      keys: 10_000,
    });
    this.#counts = window('refusals', { span: options.window, keys: 10_000, threshold: options.denials });
    this.#memory = memory<readonly Refusal[]>('refused', { max: 5_000 });
  }

  get any(): boolean {
    return this.#memory.size > 0;
  }

  readonly refused = (event: Approval): void => {
    const asker = askerOf(event);
    const command = this.#calls.commandOf(event);
    const refusal = {
      time: event.time,
      command: command?.slice(0, 2000) ?? '',
      id: event.approvalId?.slice(0, 8) ?? null,
      callId: event.callId ?? null,
    };
    this.#memory.set(asker.key, [...this.of(asker, event.time), refusal].slice(-most));
    const count = this.#counts.add(asker.key, event.time);
    const episode = this.#book.add(asker.name, event);
    if (count < this.#options.denials) return;
    episode.report(deniedAgain(this.#about(event, asker, episode), { count, command: command ?? '' }));
  };

  /** The same again. */
  readonly asked = (event: Approval): void => {
    const asker = askerOf(event);
    const [refusal] = this.#matching(event, asker, event.command);
    if (refusal === undefined) return;
    const episode = this.#book.add(asker.name, event);
    episode.report(insisting(this.#about(event, asker, episode), refusal, event.command ?? ''));
  };

  /** The operator has changed their mind, or was worn down. */
  readonly allowed = (event: Approval): void => {
    const asker = askerOf(event);
    const command = this.#calls.commandOf(event);
    const matching = this.#matching(event, asker, command);
    if (matching.length === 0) return;
    this.#tellAllowed(event, asker, matching, command ?? '');
    if (event.trust === 'recorded') this.#forget(event, asker, matching);
  };

  /** A command is started; its end shows whether it got through without asking. */
  ran(event: AuditEvent<'toolExecution'>, command: string): void {
    const [refusal] = this.#matching(event, askerOf(event), command);
    if (refusal === undefined) return;
    if (event.phase === 'end' && event.outcome === 'ok') this.succeeded(event);
    else if (event.phase === 'start') this.#calls.watch(event, 'again');
  }

  succeeded(event: AuditEvent<'toolExecution'>): void {
    const asker = askerOf(event);
    const episode = this.#book.add(asker.name, event);
    episode.report(ranAnyway(this.#about(event, asker, episode)));
  }

  /** Refusals of the last hour. */
  of({ key }: Asker, time: number): readonly Refusal[] {
    const known = this.#memory.get(key) ?? [];
    return known.filter((refusal) => time - refusal.time < this.#options.again);
  }

  /** Those that came before, its own not counted. */
  before(event: Approval | AuditEvent<'toolExecution'>, asker: Asker): readonly Refusal[] {
    const id = 'approvalId' in event ? event.approvalId?.slice(0, 8) : undefined;
    return this.of(asker, event.time).filter(
      (refusal) =>
        event.time >= refusal.time &&
        (id === undefined || id !== refusal.id) &&
        (event.callId === undefined || event.callId !== refusal.callId),
    );
  }

  #matching(event: Approval | AuditEvent<'toolExecution'>, asker: Asker, command = ''): readonly Refusal[] {
    if (command === '') return [];
    return this.before(event, asker).filter(({ command: refused }) => isEquivalent(refused, command));
  }

  #tellAllowed(event: Approval, asker: Asker, matching: readonly Refusal[], command: string): void {
    const isWornDown = matching.length >= this.#options.denials;
    if (!isWornDown && event.trust === 'claimed') return;
    const episode = this.#book.add(asker.name, event);
    const about = this.#about(event, asker, episode);
    if (isWornDown) episode.report(wornDown(about, matching.length, command));
    else if (episode.severity !== undefined)
      episode.report(allowedAfter(about, matching[0]?.command ?? '', command));
  }

  #forget(event: Approval, asker: Asker, gone: readonly Refusal[]): void {
    const left = this.of(asker, event.time).filter((refusal) => !gone.includes(refusal));
    if (left.length === 0) this.#memory.delete(asker.key);
    else this.#memory.set(asker.key, left);
  }

  #about(event: AuditEvent, asker: Asker, episode: Episode) {
    return { event, asker, episode, refusals: this.of(asker, event.time), options: this.#options };
  }
}
