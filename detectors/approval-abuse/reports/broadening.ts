import type { AuditEvent, Episode, Report } from '../../../src/detector-kit/index.ts';
import type { Asker } from '../asker.ts';
import { allowlist, onlyAsk, stop } from './remedies.ts';
import { fact, plural } from './words.ts';

interface Broadening {
  readonly event: AuditEvent;
  readonly asker: Asker;
  readonly episode: Episode;
  /** Requests of it that were refused lately. */
  readonly refused: number;
  readonly done: boolean;
  readonly how: string;
  /** What a person said to it. */
  readonly answer: Answer | undefined;
}

export type Answer = 'allowed' | 'refused';

export function broadening(about: Broadening): Report {
  const { asker, episode, refused, done, answer } = about;
  return {
    title: answer === undefined ? 'An agent changes its own approvals' : titles[answer],
    summary: `${asker.name}${placeOf(about)} ${deedOf(about)}.`,
    severity: done || refused > 0 ? 'high' : 'medium',
    confidence: done || answer !== undefined ? 'high' : 'medium',
    explanation: {
      rule:
        answer === 'allowed'
          ? 'approvals that the agent that they bind was allowed to change'
          : 'approvals that are changed by the agent that they bind',
      seen: episode.count,
      threshold: 1,
      facts: [fact('attempts', episode.count), fact('refused before', refused)],
    },
    remediation: remediationOf(about),
  };
}

const titles = {
  allowed: 'An agent was allowed to change its own approvals',
  refused: 'An agent asked to change its own approvals',
} as const satisfies { readonly [A in Answer]: string };

function placeOf({ event }: Broadening): string {
  return event.sessionKey === undefined ? '' : ` (${event.sessionKey.slice(0, 120)})`;
}

function deedOf({ refused, done, how, answer }: Broadening): string {
  const verb = done ? 'changed' : answer === undefined ? 'set out to change' : 'asked to change';
  const after = refused === 0 ? '' : `, after ${plural(refused, 'refusal')}`;
  const end = answer === undefined ? '' : answer === 'allowed' ? ', and was allowed to' : ', and was refused';
  return `${verb} what it may run without asking, by ${how}${after}${end}`;
}

function remediationOf({ event, answer }: Broadening): readonly string[] {
  const handsOff =
    'Keep its hands off: deny it `gateway` and writes to ~/.openclaw (`tools.fs.workspaceOnly`).';
  if (answer === 'refused') return [stop(event), handsOff];
  return [
    `\`openclaw approvals get\`: take out what you did not put in (${allowlist('remove', event)}).`,
    onlyAsk,
    stop(event),
    handsOff,
  ];
}
