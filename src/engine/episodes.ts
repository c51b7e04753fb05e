import { inGateway } from '../facts/joined.ts';
import type { Episode, EpisodeOptions, Episodes } from '../model/detector.ts';
import type { AuditEvent } from '../model/event.ts';
import { RecordedEpisode, type SavedEpisode } from './episode.ts';

interface Limits {
  readonly gap: number;
  readonly keys: number;
}

/** Open episodes of one detector, the longest untouched first. What was reported is pushed out last. */
export class EpisodeBook implements Episodes {
  readonly #limits: Limits;
  readonly #revised: (episode: RecordedEpisode) => void;
  readonly #quiet = new Map<string, RecordedEpisode>();
  readonly #told = new Map<string, RecordedEpisode>();
  evicted = 0;

  constructor(
    limits: Limits,
    revised: (episode: RecordedEpisode) => void,
    saved: readonly SavedEpisode[] = [],
  ) {
    this.#limits = limits;
    this.#revised = revised;
    for (const episode of saved) this.#keep(RecordedEpisode.restore(episode, revised));
  }

  add(key: string, event: AuditEvent, options: EpisodeOptions = {}): Episode {
    const { gateway, time } = event;
    const name = inGateway(gateway, key);
    const known = this.#quiet.get(name) ?? this.#told.get(name);
    const goesOn = known !== undefined && this.isOpen(known, time);
    const episode = goesOn ? known : new RecordedEpisode(key, gateway, time, this.#revised);
    this.#quiet.delete(name);
    this.#told.delete(name);
    if (this.#quiet.size + this.#told.size >= this.#limits.keys) this.#forgetSome();
    this.#keep(episode);
    episode.include(event, options);
    return episode;
  }

  open(key: string, gateway: string, time: number): Episode | undefined {
    const name = inGateway(gateway, key);
    const episode = this.#quiet.get(name) ?? this.#told.get(name);
    return episode && this.isOpen(episode, time) ? episode : undefined;
  }

  /** Forgets what has been silent for longer than the gap. */
  close(time: number): void {
    for (const episodes of [this.#quiet, this.#told]) {
      for (const [name, episode] of episodes) {
        if (this.isOpen(episode, time)) break;
        episodes.delete(name);
      }
    }
  }

  /** Lets go of so many cited events at most; returns how many more it could have been. */
  settle(most: number): number {
    let left = most;
    for (const episodes of [this.#told, this.#quiet])
      for (const episode of episodes.values()) {
        if (left <= 0) return 0;
        left -= episode.settle();
      }
    return left;
  }

  isOpen(episode: RecordedEpisode, time: number): boolean {
    return time - episode.lastSeen <= this.#limits.gap;
  }

  reported(): readonly RecordedEpisode[] {
    return this.#all().filter((episode) => episode.said);
  }

  save(): readonly SavedEpisode[] {
    return this.#all().map((episode) => episode.save());
  }

  #all(): readonly RecordedEpisode[] {
    return [...this.#told.values(), ...this.#quiet.values()];
  }

  #keep(episode: RecordedEpisode): void {
    (episode.said ? this.#told : this.#quiet).set(inGateway(episode.gateway, episode.key), episode);
  }

  /** An eighth at once: a map that loses its first entry again and again takes ever longer to find the next. */
  #forgetSome(): void {
    const some = Math.ceil(this.#limits.keys / 8);
    for (const [name, episode] of first(this.#quiet, some)) {
      this.#quiet.delete(name);
      if (episode.said) this.#told.set(name, episode);
      else this.evicted++;
    }
    if (this.#told.size < this.#limits.keys) return;
    for (const [name] of first(this.#told, some)) this.#told.delete(name);
  }
}

function* first<Entry>(entries: Iterable<Entry>, count: number): Generator<Entry> {
  let left = count;
  for (const entry of entries) {
    if (left-- <= 0) return;
    yield entry;
  }
}
