import { minute, type Report } from '../../../src/detector-kit/index.ts';
import type { Client } from '../client.ts';
import { keepOut } from './remedies.ts';
import type { Subject } from './subject.ts';
import { factsOf, whom } from './words.ts';

export function hookTokens({ client, episode, story }: Subject): Report {
  return {
    title: 'Webhook token guessing',
    summary: `The webhook endpoint throttled ${whom(client, episode)} after ${story.hook} wrong tokens or more; the single tries are not logged.`,
    severity: 'medium',
    confidence: 'high',
    explanation: {
      rule: 'the gateway throttled webhook authentication, which takes 20 wrong tokens in a minute',
      seen: story.hook,
      threshold: 20,
      windowMs: minute,
      facts: factsOf(story, episode),
    },
    remediation: guardHooks(client),
  };
}

export function guardHooks(client: Client): readonly string[] {
  return [
    ...keepOut(client).slice(0, 1),
    'If the caller is your own, give it the token of `hooks.token`; else make a new one: `openclaw config set hooks.token "$(openssl rand -hex 32)"`.',
    'Let only the services that need it reach /hooks.',
  ];
}
