import {
  type AuditEvent,
  clamp,
  commandWord,
  type Episode,
  type Fact,
  formatDuration,
  type Report,
} from '../../src/detector-kit/index.ts';
import type { Options } from './options.ts';
import type { Sender } from './sender.ts';

interface Persistent {
  readonly name: string;
  readonly sender: Sender;
  readonly episode: Episode;
  readonly event: AuditEvent;
  readonly limits: Options;
}

const byCommand = 'commands of a stranger';

export function persistent(case_: Persistent): Report {
  const { name, sender, episode, event, limits } = case_;
  const { channels, days, commands } = sender;
  const who = clamp(name, 60);
  const names = channels.map(([channel]) => channel).sort();
  const { rule, seen, threshold, windowMs } = ruleOf(sender, limits);
  const first = Math.min(...days, ...commands, ...channels.map(([, time]) => time));
  const span = episode.lastSeen - first;
  return {
    title: 'A refused sender keeps trying',
    summary: `${who} may not ${rule === byCommand ? 'command' : 'write to'} this gateway and tried ${howOf(sender, names)}${span < 1_000 ? '' : ` within ${formatDuration(span)}`}; all was refused.`,
    severity: channels.length >= limits.channels && days.length >= limits.days ? 'high' : 'medium',
    confidence: event.trust === 'claimed' ? 'low' : 'high',
    explanation: { rule, seen, threshold, windowMs, facts: factsOf(sender) },
    remediation: remedies(case_, names),
  };
}

function howOf({ channels, days, commands }: Sender, names: readonly string[]): string {
  const how = [
    channels.length > 1
      ? `on ${channels.length} channels (${names.slice(0, 5).join(', ')})`
      : `on ${names[0] ?? 'a channel'}`,
    days.length > 1 ? `on ${days.length} days` : '',
    commands.length > 0 ? `with ${commands.length} command${commands.length === 1 ? '' : 's'}` : '',
  ];
  return how.filter((part) => part !== '').join(', ');
}

function ruleOf({ channels, days, commands }: Sender, limits: Options) {
  if (channels.length >= limits.channels)
    return {
      rule: 'one sender over several channels',
      seen: channels.length,
      threshold: limits.channels,
      windowMs: limits.window,
    };
  if (commands.length >= limits.commands)
    return {
      rule: byCommand,
      seen: commands.length,
      threshold: limits.commands,
      windowMs: limits.window,
    };
  return {
    rule: 'one sender day after day',
    seen: days.length,
    threshold: limits.days,
    windowMs: limits.within,
  };
}

function factsOf({ channels, days, commands }: Sender): readonly Fact[] {
  return [
    { name: 'channels', value: channels.map(([channel]) => channel).join(', '), number: channels.length },
    { name: 'days', value: String(days.length), number: days.length },
    { name: 'commands', value: String(commands.length), number: commands.length },
  ];
}

function remedies({ name }: Persistent, channels: readonly string[]): readonly string[] {
  const [first = 'telegram'] = channels;
  const channel = commandWord(first, '<channel>');
  return [
    `If you do not know ${clamp(name, 60)}, block the account in the app itself; the gateway goes on refusing it.`,
    `See that nobody let it in: \`openclaw pairing list ${channel}\`, \`openclaw config get channels.${channel}.allowFrom\`.`,
    `So that strangers do not even get an answer: \`openclaw config set channels.${channel}.dmPolicy allowlist\`.`,
  ];
}
