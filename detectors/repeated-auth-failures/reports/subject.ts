import type { Confidence, Episode } from '../../../src/detector-kit/index.ts';
import type { Client } from '../client.ts';
import type { Options } from '../options.ts';
import type { Story } from '../story.ts';

/** What a finding of one address is about. */
export interface Subject {
  readonly client: Client;
  readonly episode: Episode;
  readonly story: Story;
  readonly options: Options;
}

/** As sure as the address is. */
export function confidenceOf({ client, story }: Subject): Confidence {
  if (client.ip === undefined) return 'low';
  return story.guesses > story.recorded ? 'medium' : 'high';
}
