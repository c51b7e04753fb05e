import type { Report } from '../../../src/detector-kit/index.ts';
import { newToken } from './remedies.ts';
import type { Subject } from './subject.ts';
import { factsOf, guessed, lasting, whom } from './words.ts';

export function webPage({ client, episode, story, options }: Subject): Report {
  return {
    title: 'A web page attacks the gateway',
    summary: `A web page (${(story.page ?? 'unknown').slice(0, 120)}) that is open in a browser on the gateway's own machine tried ${guessed(story)} from ${whom(client, episode)}${lasting(episode, story.last)}.`,
    severity: 'high',
    confidence: 'high',
    explanation: {
      rule: `${options.failures} wrong credentials from loopback with the origin of another site`,
      seen: story.foreign,
      threshold: options.failures,
      windowMs: options.window,
      facts: factsOf(story, episode),
    },
    remediation: [
      'Close the browser on that machine, then find the page in its history.',
      'Look for a device that you did not pair: `openclaw devices list`, `openclaw devices remove <deviceId>`.',
      newToken,
      'Allow only your own pages: `gateway.controlUi.allowedOrigins`.',
    ],
  };
}
