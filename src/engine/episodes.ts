import { inGateway } from '../facts/joined.ts';
import type { Episode, EpisodeOptions, Episodes } from '../model/detector.ts';
import type { AuditEvent } from '../model/event.ts';
import { RecordedEpisode, type SavedEpisode } from './episode.ts';

interface Limits {
  readonly gap: number;
  readonly keys: number;
}

/** Open episodes of one detector, the longest untouched first. */
export class EpisodeBook implements Episodes {
  readonly #limits: Limits;
  readonly #changed: (episode: RecordedEpisode) => void;
  readonly #open = new Map<string, RecordedEpisode>();
  evicted = 0;

  constructor(
    limits: Limits,
    changed: (episode: RecordedEpisode) => void,
    saved: readonly SavedEpisode[] = [],
  ) {
    this.#limits = limits;
    this.#changed = changed;
    for (const episode of saved) {
      this.#open.set(inGateway(episode.gateway, episode.key), RecordedEpisode.restore(episode, changed));
    }
  }

  add(key: string, event: AuditEvent, options: EpisodeOptions = {}): Episode {
    const name = inGateway(event.gateway, key);
    const known = this.#open.get(name);
    const episode =
      known && event.time - known.lastSeen <= this.#limits.gap
        ? known
        : new RecordedEpisode(key, event.gateway, event.time, this.#changed);
    this.#open.delete(name);
    this.#open.set(name, episode);
    if (this.#open.size > this.#limits.keys) this.#forgetOldest();
    episode.include(event, options);
    return episode;
  }

  open(key: string, gateway: string, time: number): Episode | undefined {
    const episode = this.#open.get(inGateway(gateway, key));
    return episode && time - episode.lastSeen <= this.#limits.gap ? episode : undefined;
  }

  /** Forgets what has been silent for longer than the gap. */
  close(time: number): void {
    for (const [name, episode] of this.#open) {
      if (time - episode.lastSeen <= this.#limits.gap) return;
      this.#open.delete(name);
    }
  }

  isOpen(episode: RecordedEpisode, time: number): boolean {
    return time - episode.lastSeen <= this.#limits.gap;
  }

  reported(): readonly RecordedEpisode[] {
    return [...this.#open.values()].filter((episode) => episode.said);
  }

  save(): readonly SavedEpisode[] {
    return [...this.#open.values()].map((episode) => episode.save());
  }

  #forgetOldest(): void {
    for (const [name, episode] of this.#open) {
      if (episode.said) continue;
      this.#open.delete(name);
      this.evicted++;
      return;
    }
    for (const name of this.#open.keys()) {
      this.#open.delete(name);
      return;
    }
  }
}
