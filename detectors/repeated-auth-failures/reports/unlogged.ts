import type { Report } from '../../../src/detector-kit/index.ts';
import { repeated } from './guessing.ts';
import { keepOut, logHttp } from './remedies.ts';
import { confidenceOf, type Subject } from './subject.ts';
import { factsOf, plural, whom } from './words.ts';

export function unlogged(subject: Subject): Report {
  const { client, episode, story, options } = subject;
  // The log of a proxy tells of them a moment later.
  if (story.guesses >= options.failures) return repeated(subject);
  return {
    title: 'Guessing that the log does not show',
    summary: `The limiter locked out ${whom(client, episode)} (${plural(story.limited, 'attempt')}) without a wrong credential in the log before it: they came over HTTP, which is not logged, or before the log begins.`,
    severity: 'medium',
    confidence: confidenceOf(subject),
    explanation: {
      rule: 'rate_limited without a wrong credential in the log before it',
      seen: story.limited,
      threshold: 1,
      facts: factsOf(story, episode),
    },
    remediation: [...keepOut(client).slice(0, 1), logHttp, ...keepOut(client).slice(1)],
  };
}
