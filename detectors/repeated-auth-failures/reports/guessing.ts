import { formatDuration, type Report } from '../../../src/detector-kit/index.ts';
import { guardHooks, hookTokens } from './hook-tokens.ts';
import { keepOut } from './remedies.ts';
import { confidenceOf, type Subject } from './subject.ts';
import { factsOf, guessed, lasting, plural, whom } from './words.ts';

export function repeated(subject: Subject): Report {
  const { client, episode, story, options } = subject;
  const hook = story.hook > 0 && story.guesses < options.failures;
  if (hook) return hookTokens(subject);
  const limited =
    story.limited > 0 ? ` and ${plural(story.limited, 'attempt')} that the limiter answered` : '';
  return {
    title: 'Credential guessing from one address',
    summary: `${guessed(story)}${limited} from ${whom(client, episode)}${lasting(episode, story.last)}; no success is logged.`,
    severity: 'medium',
    confidence: confidenceOf(subject),
    explanation: {
      rule: `${options.failures} wrong credentials from one address within ${formatDuration(options.window)}`,
      seen: story.guesses,
      threshold: options.failures,
      windowMs: options.window,
      facts: factsOf(story, episode),
    },
    remediation: onlyHooks(story) ? guardHooks(client) : keepOut(client),
  };
}

export function slow(subject: Subject): Report {
  const { client, episode, story, options } = subject;
  return {
    title: 'Slow credential guessing',
    summary: `${guessed(story)} from ${whom(client, episode)}${lasting(episode, story.last)}, too slowly for the limiter; no success is logged.`,
    // Twenty typing errors a day of all people behind a proxy are no attack.
    severity: client.ip === undefined ? 'low' : 'medium',
    confidence: confidenceOf(subject),
    explanation: {
      rule: `${options.slowFailures} wrong credentials from one address within ${formatDuration(options.slowWindow)}`,
      seen: story.guesses,
      threshold: options.slowFailures,
      windowMs: options.slowWindow,
      facts: factsOf(story, episode),
    },
    remediation: keepOut(client),
  };
}

function onlyHooks({ methods }: Subject['story']): boolean {
  return methods.length === 1 && methods[0] === 'hook';
}
