import type { Episode, Fact, Report } from '../../../src/detector-kit/index.ts';
import type { Client, ClientEvent } from '../client.ts';
import { keepOut } from './remedies.ts';
import { fact, lasting, plural, whom } from './words.ts';

export function unchecked(episode: Episode, event: ClientEvent, client: Client, fast: boolean): Report {
  return {
    title: 'Tries to get in without a paired device',
    summary: `${plural(episode.count, 'attempt')} from ${whom(client, episode)}${lasting(episode, event.time)} ${fast ? 'came faster than a browser retries and ' : ''}were refused (${reasonOf(event)}) before the credential was looked at.`,
    severity: fast ? 'medium' : 'low',
    confidence: client.ip === undefined ? 'low' : 'medium',
    explanation: {
      rule: fast
        ? 'refused again and again within 5s, faster than a browser retries'
        : 'refused again and again before the credential was looked at',
      seen: episode.count,
      facts: factsOf(episode, event),
    },
    remediation: [
      'If it is your own browser, open the Control UI over HTTPS or on the gateway itself (`openclaw dashboard`), and add its page to `gateway.controlUi.allowedOrigins`.',
      'Never set `gateway.controlUi.dangerouslyDisableDeviceAuth`: it is what stops these attempts.',
      ...keepOut(client),
    ],
  };
}

export function withoutCredential(episode: Episode, event: ClientEvent, client: Client): Report {
  return {
    title: 'Many attempts without a credential',
    summary: `${plural(episode.count, 'attempt')} without a token or password from ${whom(client, episode)}${lasting(episode, event.time)}: a client of your own that has none, or a scanner.`,
    severity: 'low',
    confidence: 'medium',
    explanation: {
      rule: 'many attempts without a credential from one address',
      seen: episode.count,
      facts: factsOf(episode, event),
    },
    remediation: [
      'If it is your own client, give it the token: `openclaw config set gateway.remote.token <token>` there.',
      ...keepOut(client).slice(0, 2),
    ],
  };
}

export function scanned(episode: Episode, event: ClientEvent): Report {
  return {
    title: 'Reachable from the internet, scanned',
    summary: `${episode.seen('ips')} public addresses knocked without a credential on one day (${plural(episode.count, 'attempt')}): the gateway can be reached from the internet.`,
    severity: 'info',
    confidence: 'high',
    explanation: {
      rule: 'public addresses that show no credential',
      seen: episode.seen('ips'),
      facts: factsOf(episode, event),
    },
    remediation: [
      'If it need not be public: `openclaw config set gateway.bind loopback`, and use Tailscale or SSH; then `openclaw security audit`.',
    ],
  };
}

function factsOf(episode: Episode, event: ClientEvent): readonly Fact[] {
  return [fact('reason', reasonOf(event)), fact('addresses', episode.seen('ips'))];
}

const reasonOf = ({ reason }: ClientEvent): string => (reason ?? 'no reason given').slice(0, 60);
