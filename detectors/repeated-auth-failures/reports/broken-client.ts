import { commandWord, type Episode, formatDuration, type Report } from '../../../src/detector-kit/index.ts';
import type { Client, ClientEvent } from '../client.ts';
import { periodOf } from '../rhythm.ts';
import { fact, plural, whom } from './words.ts';

/** One of the operator's own clients that has lost its credential. */
export function brokenClient(
  episode: Episode,
  event: ClientEvent,
  client: Client,
  tries: readonly number[],
): Report {
  const period = periodOf(tries);
  const name = (event.client ?? event.device ?? 'A client').slice(0, 60);
  const length = formatDuration(event.time - episode.openedAt);
  return {
    title: 'A client of your own keeps failing',
    summary: `${name} at ${whom(client, episode)}, which got in before, is refused every ${formatDuration(period)} (${plural(episode.count, 'time')} in ${length}): it retries with an old credential.`,
    severity: 'low',
    confidence: 'medium',
    explanation: {
      rule: 'a client that got in before fails at a fixed period',
      seen: episode.count,
      facts: [
        fact('period', formatDuration(period)),
        fact('reason', (event.reason ?? 'none given').slice(0, 60)),
        ...(event.instance === undefined ? [] : [fact('instance, as it says', event.instance.slice(0, 60))]),
      ],
    },
    remediation: [repair(event), 'If no client of yours is there, treat it as guessing: block the address.'],
  };
}

function repair({ reason = '', device }: ClientEvent): string {
  if (!/device/.test(reason)) {
    return "Give that client the present token (`openclaw config get gateway.auth.token` on the gateway; on the client's machine `openclaw config set gateway.remote.token <token>`).";
  }
  const id = commandWord(device ?? '', '<deviceId>');
  return `Give the device a new token (\`openclaw devices rotate --device ${id} --role operator\`), or pair it again (\`openclaw devices remove ${id}\`, connect, \`openclaw devices approve <requestId>\`).`;
}
