import { type Episode, formatDuration, type Report } from '../../../src/detector-kit/index.ts';
import type { Client, ClientEvent } from '../client.ts';
import type { Options } from '../options.ts';
import { throwOut } from './remedies.ts';
import { fact, plural, timeOf } from './words.ts';

interface Crowd {
  readonly episode: Episode;
  readonly event: ClientEvent;
  readonly options: Options;
  /** In the window. */
  readonly guesses: number;
  readonly addresses: number;
  /** Addresses that are told apart. */
  readonly most: number;
}

export function spread({ episode, event, options, guesses, addresses, most }: Crowd): Report {
  const claimed = event.trust === 'claimed';
  const shown = addresses < most ? `${addresses}` : `at least ${addresses}`;
  return {
    title: 'Credential guessing from many addresses',
    summary: `${plural(guesses, 'wrong credential')} from ${shown} addresses within ${formatDuration(options.spreadWindow)}, a few from each; no success is logged.${claimed ? claim : ''}`,
    severity: 'medium',
    confidence: claimed ? 'medium' : 'high',
    explanation: {
      rule: `${options.addresses} addresses guess within ${formatDuration(options.spreadWindow)}, each below its own threshold`,
      seen: addresses,
      threshold: options.addresses,
      windowMs: options.spreadWindow,
      facts: [fact('wrong credentials in all', episode.count), fact('addresses in all', episode.seen('ips'))],
    },
    remediation: [
      'Close the gateway to the internet: `openclaw config set gateway.bind loopback`, and use Tailscale or SSH.',
      'Where it has to be open, let the firewall or the proxy admit your own networks only; blocking single addresses does not help.',
      'Use a long random token, no password that can be guessed: `openclaw security audit`.',
    ],
  };
}

interface Member {
  readonly episode: Episode;
  readonly event: ClientEvent;
  readonly client: Client;
  readonly guesses: number;
  readonly options: Options;
}

export function spreadEntry({ episode, event, client, guesses, options }: Member): Report {
  return {
    title: 'One of many guessing addresses got in',
    summary: `${plural(episode.count, 'wrong credential')} from ${episode.seen('ips')} addresses, then ${client.name} got in, which had sent ${guesses} of them. Not certain: so few may be a person's typing errors.`,
    severity: 'high',
    confidence: 'medium',
    explanation: {
      rule: 'an address that takes part in spread guessing gets in',
      seen: episode.seen('ips'),
      threshold: options.addresses,
      windowMs: options.spreadWindow,
      facts: [fact('got in', timeOf(event.time)), fact('its wrong credentials', guesses)],
    },
    remediation: throwOut(client, event.device ?? null),
  };
}

const claim = ' The addresses are only claimed (set `gateway.trustedProxies`): it may be one guesser.';
