import type { AuditEvent, Episode, Fact, Report } from '../../../src/detector-kit/index.ts';
import type { Asker } from '../asker.ts';
import type { Options } from '../options.ts';
import type { Refusal } from '../refusal.ts';
import { allowlist, history, noExec, onlyAsk, stop } from './remedies.ts';
import { fact, lasting, plural, quoted } from './words.ts';

interface About {
  readonly event: AuditEvent;
  readonly asker: Asker;
  readonly episode: Episode;
  readonly refusals: readonly Refusal[];
  readonly options: Options;
}

export function deniedAgain(about: About, { count, command }: { count: number; command: string }): Report {
  const { asker, options, event, episode } = about;
  return {
    title: 'An agent is refused again and again',
    summary: `The operator refused ${plural(count, 'request')} of ${asker.name}${lasting(episode)}, last ${quoted(command)}.`,
    severity: 'medium',
    confidence: event.trust === 'claimed' ? 'low' : 'medium',
    explanation: {
      rule: 'refused requests of one agent',
      seen: count,
      threshold: options.denials,
      windowMs: options.window,
      facts: factsOf(about),
    },
    remediation: [history, stop(event), noExec(event)],
  };
}

export function insisting(about: About, refused: Refusal, command: string): Report {
  const { asker, event, options } = about;
  return {
    title: 'An agent asks again for what was refused',
    summary: `${quoted(refused.command)} of ${asker.name} was refused; then it asked for ${quoted(command)}.`,
    severity: 'medium',
    confidence: event.trust === 'claimed' ? 'low' : 'medium',
    explanation: {
      rule: 'a request for the same goal after a refusal',
      seen: about.refusals.length + 1,
      threshold: 2,
      windowMs: options.again,
      facts: factsOf(about),
    },
    remediation: [history, stop(event), noExec(event)],
  };
}

export function allowedAfter(about: About, refused: string, command: string): Report {
  const { asker, event, options } = about;
  return {
    title: 'What was refused was asked for again, and allowed',
    summary: `${quoted(refused)} of ${asker.name} was refused; then it asked for ${quoted(command)}, which was allowed.`,
    severity: 'medium',
    confidence: 'medium',
    explanation: {
      rule: 'a request for the same goal after a refusal, which was allowed',
      seen: about.refusals.length + 1,
      threshold: 2,
      windowMs: options.again,
      facts: factsOf(about),
    },
    remediation: undo(event),
  };
}

export function ranAnyway(about: About): Report {
  const { asker, event, refusals, options } = about;
  return {
    title: 'An agent did what was refused',
    summary: `${quoted(refusals.at(-1)?.command ?? '')} of ${asker.name} was refused; then it reached for the same goal with a command that ran without approval.`,
    severity: 'high',
    confidence: 'medium',
    explanation: {
      rule: 'a command for the same goal that ran after a refusal',
      seen: 1,
      threshold: 1,
      windowMs: options.again,
      facts: factsOf(about),
    },
    remediation: [stop(event), onlyAsk, '`openclaw approvals get` shows what its allowlist lets through.'],
  };
}

export function wornDown(about: About, denials: number, command: string): Report {
  const { asker, event, options } = about;
  return {
    title: 'A request was allowed after many refusals',
    summary: `${asker.name} asked until it was allowed: ${quoted(command)}, refused ${plural(denials, 'time')} before.`,
    severity: 'high',
    confidence: 'medium',
    explanation: {
      rule: 'allowed after refusals of the same goal',
      seen: denials,
      threshold: options.denials,
      windowMs: options.again,
      facts: factsOf(about),
    },
    remediation: undo(event),
  };
}

function undo(event: AuditEvent): readonly string[] {
  return [
    'If you did not mean to allow it: look at what it did, and undo it.',
    stop(event),
    `\`openclaw approvals get\`: an allow-always stays in the allowlist; remove it with ${allowlist('remove', event)}.`,
  ];
}

function factsOf({ episode, refusals }: About): readonly Fact[] {
  const commands = [...new Set(refusals.map(({ command }) => command))].filter((command) => command !== '');
  return [
    fact('events', episode.count),
    fact('refused', refusals.length),
    ...commands.slice(0, 4).map((command) => fact('refused command', command)),
  ];
}
