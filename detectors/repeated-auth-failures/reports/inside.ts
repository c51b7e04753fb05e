import { formatDuration, type Report } from '../../../src/detector-kit/index.ts';
import type { Entry } from '../story.ts';
import { throwOut } from './remedies.ts';
import type { Subject } from './subject.ts';
import { fact, factsOf, plural, timeOf, whom } from './words.ts';

/** Somebody got in after guessing: surely, or as far as closeness in time can tell. */
export function inside({ client, episode, story }: Subject, entry: Entry): Report {
  const sure = entry.doubt === null;
  const pause = formatDuration(Math.max(0, entry.time - episode.openedAt));
  return {
    title: sure ? 'Guessing that got in' : 'Guessing, then somebody got in',
    summary: `${plural(entry.guesses, 'wrong credential')} from ${whom(client, episode)}, then ${entry.how} ${pause} after the first.${doubtOf(entry)}`,
    severity: sure ? 'critical' : 'high',
    confidence: sure && !entry.known ? 'high' : 'medium',
    explanation: {
      rule: 'wrong credentials, then the right one',
      seen: entry.guesses,
      threshold: 4,
      facts: [
        ...factsOf(story, episode),
        fact('got in', timeOf(entry.time)),
        ...(entry.known ? [fact('known address', 'it had got in before the first wrong credential')] : []),
      ],
    },
    remediation: throwOut(client, entry.device),
  };
}

function doubtOf({ doubt, known }: Entry): string {
  if (doubt !== null) return ` Not certain: ${doubt}.`;
  return known ? ' The address had got in before the guessing began, so its owner may have mistyped.' : '';
}
