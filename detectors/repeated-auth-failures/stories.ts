import type { DetectorContext, Episode, Memory } from '../../src/detector-kit/index.ts';
import type { Client, ClientEvent } from './client.ts';
import type { Options } from './options.ts';
import type { Refusal } from './refusal.ts';
import { type Entry, type Kind, newStory, raised, type Story, told } from './story.ts';

/** The stories of one book of episodes. */
export class Stories {
  readonly #memory: Memory<Story>;

  constructor({ memory }: DetectorContext<Options>, name: string) {
    this.#memory = memory<Story>(name, { max: 20_000 });
  }

  of({ key }: Client, episode: Episode): Story {
    const story = this.#memory.get(key);
    return story?.since === episode.openedAt ? story : newStory(episode);
  }

  tell(client: Client, episode: Episode, event: ClientEvent, refusal: Refusal): Story {
    return this.#keep(client, told(this.of(client, episode), event, refusal));
  }

  /** Raises the kind, never lowers it. */
  raise(client: Client, episode: Episode, kind: Kind, entry?: Entry): Story {
    return this.#keep(client, raised(this.of(client, episode), kind, entry));
  }

  #keep({ key }: Client, story: Story): Story {
    this.#memory.set(key, story);
    return story;
  }
}
