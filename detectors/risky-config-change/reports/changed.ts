import {
  type AuditEvent,
  clamp,
  type Episode,
  type Fact,
  formatDuration,
  type Report,
  type Severity,
} from '../../../src/detector-kit/index.ts';
import type { Author } from '../author.ts';
import type { Danger } from '../dangers.ts';
import type { Area } from '../settings.ts';
import type { Story } from '../story.ts';
import { closing, showing } from './remedies.ts';

interface Changed {
  readonly episode: Episode;
  readonly event: AuditEvent<'configChange'>;
  readonly story: Story;
  readonly dangers: readonly Danger[];
}

const titles: { readonly [A in Area]: string } = {
  access: 'Who may reach the gateway was changed',
  limits: 'What agents may do was changed',
  records: 'What the gateway records was changed',
};

export function changed({ episode, event, story, dangers }: Changed): Report {
  const { author, area, paths, doubts } = story;
  const times = episode.count < 2 ? '' : ` (${episode.count} changes${lasting(episode)})`;
  const now = dangers.map(({ setting, value }) => `${setting}: ${value}`);
  const open = now.length === 0 ? '' : ` As last read: ${clamp(now.join('; '), 200)}.`;
  const against = doubts.length === 0 ? '' : ` Against it: ${doubts.join('; ')}.`;
  return {
    title: titles[area],
    summary: `${listed(paths)} changed${times}, ${by(author)}.${against}${open}`,
    severity: severityOf(story, dangers),
    confidence: event.trust === 'claimed' ? 'low' : 'medium',
    explanation: {
      rule: 'a change of settings that protect the gateway',
      seen: episode.count,
      threshold: 1,
      facts: factsOf(story),
    },
    remediation: [showing(paths), ...closing(paths), ...remedies(author)],
  };
}

/** Whoever has a shell on the machine owns the settings; an agent does not, nor does a stranger. */
function severityOf({ author, sure, doubts }: Story, dangers: readonly Danger[]): Severity {
  if (!sure) return 'low';
  if (author.kind === 'agent' || doubts.length > 0) return 'high';
  if (author.kind === 'command') return 'low';
  return dangers.some(({ grave }) => grave) ? 'high' : 'medium';
}

function by({ kind, name, ip, device }: Author): string {
  if (kind === 'file') return 'by an edit of the settings file that no command or client of the gateway made';
  if (kind === 'command') return `by \`${name}\` on the gateway's own machine`;
  if (kind === 'agent') return `by ${clamp(name, 120)}`;
  const where = ip === null ? 'whose address is not logged (most likely on its own machine)' : `at ${ip}`;
  const which = device === null ? '' : ` (device ${device.slice(0, 12)})`;
  return `over the gateway by ${clamp(name, 60)}${which} ${where}`;
}

function remedies({ kind, device }: Author): readonly string[] {
  if (kind === 'agent')
    return [
      'Take the tool away: `openclaw config set tools.deny \'["gateway"]\' --strict-json`; read its transcript.',
    ];
  if (kind === 'client')
    return [
      device === null
        ? 'Find the client: `openclaw devices list`; make a new `gateway.auth.token` if it is not yours.'
        : `If the client is not yours: \`openclaw devices remove ${/^[\w-]{1,128}$/.test(device) ? device : '<deviceId>'}\`, and a new \`gateway.auth.token\`.`,
    ];
  return [
    'Compare with a backup: the gateway keeps `openclaw.json.bak` beside the file; `openclaw security audit`.',
  ];
}

function factsOf({ paths, author, doubts }: Story): readonly Fact[] {
  return [
    fact('changed', paths.join(', ')),
    fact('author', author.kind),
    ...doubts.map((doubt) => fact('against it', doubt)),
  ];
}

function listed(paths: readonly string[]): string {
  const more = paths.length > 5 ? ` and ${paths.length - 5} more` : '';
  return `${clamp(paths.slice(0, 5).join(', '), 240)}${more}`;
}

function lasting({ openedAt, lastSeen }: Episode): string {
  return lastSeen - openedAt < 1000 ? '' : ` in ${formatDuration(lastSeen - openedAt)}`;
}

const fact = (name: string, value: string): Fact => ({ name, value: clamp(value, 1000), number: null });
