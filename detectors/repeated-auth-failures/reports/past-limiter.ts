import { minute, type Report } from '../../../src/detector-kit/index.ts';
import { keepOut, limiterOn } from './remedies.ts';
import type { Subject } from './subject.ts';
import { factsOf, guessed, lasting, whom } from './words.ts';

export function pastLimiter({ client, episode, story }: Subject): Report {
  return {
    title: 'Guessing past the rate limiter',
    summary: `${guessed(story)} from ${whom(client, episode)}${lasting(episode, story.last)}, more than 15 of them in one minute, and the limiter (10 a minute) never answered: it is off or was passed by.`,
    severity: 'high',
    confidence: 'medium',
    explanation: {
      rule: 'more than 15 wrong credentials in a minute from an address that is not loopback, without rate_limited',
      seen: story.guesses,
      threshold: 16,
      windowMs: minute,
      facts: factsOf(story, episode),
    },
    remediation: [...limiterOn, ...keepOut(client)],
  };
}
