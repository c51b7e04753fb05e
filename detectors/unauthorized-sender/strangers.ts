import {
  type AuditEvent,
  type DetectorContext,
  type Episodes,
  inGateway,
  type Memory,
} from '../../src/detector-kit/index.ts';
import { isOpen } from './openness.ts';
import type { Options } from './options.ts';
import { nameOf, nobody, onChannel, onDay, recent, type Sender, withCommand } from './sender.ts';
import { persistent } from './wording.ts';

export type Refused = AuditEvent<'accessDenied' | 'pairing'>;
export type Way = 'direct' | 'group' | 'command';

/** Whom the gateway refused, and how often they came back. */
export class Strangers {
  readonly #options: Options;
  readonly #posture: DetectorContext<Options>['posture'];
  readonly #book: Episodes;
  readonly #senders: Memory<Sender>;

  constructor({ options, episodes, memory, posture }: DetectorContext<Options>) {
    this.#options = options;
    this.#posture = posture;
    this.#book = episodes('episodes', { gap: Math.max(options.window, options.within), keys: 20_000 });
    this.#senders = memory<Sender>('senders', { max: 50_000 });
  }

  add(event: Refused, way: Way): void {
    const { gateway, time, actor, inferred } = event;
    if (actor === undefined || actor.kind === 'owner') return;
    // Who last spoke in the session is not always whom the gateway refused.
    if (inferred?.includes('actor')) return;
    const { channel = 'a channel' } = actor;
    // Where everybody may write, strangers are guests.
    if (way !== 'command' && isOpen(this.#posture(gateway), channel)) return;
    const name = nameOf(actor.id);
    const key = inGateway(gateway, name);
    const before = recent(this.#senders.get(key) ?? nobody, time, this.#options);
    const sender = after(onChannel(before, channel, time), way, time);
    this.#senders.set(key, sender);
    this.#judge(event, name, sender);
  }

  #judge(event: Refused, name: string, sender: Sender): void {
    const { channels, days, commands } = sender;
    // Most strangers write once or twice, in one place.
    if (channels.length < 2 && days.length < 2 && commands.length === 0) return;
    const episode = this.#book.add(name, event);
    const limits = this.#options;
    const isReached =
      channels.length >= limits.channels || days.length >= limits.days || commands.length >= limits.commands;
    if (isReached || episode.severity !== undefined)
      episode.report(persistent({ name, sender, episode, event, limits }));
  }
}

function after(sender: Sender, way: Way, time: number): Sender {
  if (way === 'group') return sender;
  const came = onDay(sender, time);
  return way === 'command' ? withCommand(came, time) : came;
}
