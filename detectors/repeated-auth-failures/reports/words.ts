import { type Episode, type Fact, formatDuration } from '../../../src/detector-kit/index.ts';
import type { Client } from '../client.ts';
import { credentialOf } from '../refusal.ts';
import type { Story } from '../story.ts';

/** Who it was, as far as anyone knows. */
export function whom({ name, ip }: Client, episode: Episode): string {
  if (name === 'behind-proxy') return 'clients behind the proxy (their addresses are not known)';
  if (name === 'unknown') return 'clients whose address was not logged';
  const hosts = episode.seen('ips');
  return hosts > 1 ? `${name} (${hosts} addresses)` : (episode.values('ips')[0] ?? ip ?? name);
}

/** `12 wrong tokens`, `8 wrong credentials (token, password)`. */
export function guessed({ guesses, reasons }: Story): string {
  const tried = [
    ...new Set(
      reasons
        .map(([reason]) => reason)
        .filter(isGuess)
        .map(credentialOf),
    ),
  ];
  if (tried.length === 1) return plural(guesses, `wrong ${tried[0]}`);
  const named = tried.length === 0 ? '' : ` (${tried.join(', ')})`;
  return `${plural(guesses, 'wrong credential')}${named}`;
}

export function plural(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : nouns}`;
}

/** `in 4m 10s`; nothing when all came at once. */
export function lasting({ openedAt }: Episode, last: number): string {
  return last > openedAt ? ` in ${formatDuration(last - openedAt)}` : '';
}

export function fact(name: string, value: string | number): Fact {
  return { name, value: String(value), number: typeof value === 'number' ? value : null };
}

export function factsOf(story: Story, episode: Episode): readonly Fact[] {
  const { guesses, limited, hook, reasons, methods, clients, page } = story;
  const facts = [
    guesses > 0 && fact('wrong credentials', guesses),
    fact('per minute', rate(guesses + limited + hook, story.last - episode.openedAt)),
    limited > 0 && fact('answered by the limiter', limited),
    reasons.length > 0 && fact('reasons', reasons.map(([reason, count]) => `${reason} ${count}`).join(', ')),
    methods.length > 0 && fact('methods', methods.join(', ')),
    clients.length > 0 && fact('client, as it says', clients.join(', ')),
    page !== null && fact('web page', page.slice(0, 120)),
  ];
  return facts.filter((known) => known !== false);
}

/** UTC; empty for a time that no calendar has. */
export function timeOf(time: number): string {
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : '';
}

function rate(count: number, span: number): number {
  return Math.round((count * 600_000) / Math.max(60_000, span)) / 10;
}

const isGuess = (reason: string): boolean => !/missing|rate_limited|throttled|no reason given/.test(reason);
