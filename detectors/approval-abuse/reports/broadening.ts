import type { AuditEvent, Episode, Report } from '../../../src/detector-kit/index.ts';
import type { Asker } from '../asker.ts';
import { onlyAsk, stop } from './remedies.ts';
import { fact, plural } from './words.ts';

interface Broadening {
  readonly event: AuditEvent<'toolExecution'>;
  readonly asker: Asker;
  readonly episode: Episode;
  /** Requests of it that were refused lately. */
  readonly refused: number;
  readonly done: boolean;
  readonly how: string;
}

export function broadening({ event, asker, episode, refused, done, how }: Broadening): Report {
  const after = refused === 0 ? '' : `, after ${plural(refused, 'refusal')}`;
  const from = event.sessionKey === undefined ? '' : ` (${event.sessionKey.slice(0, 120)})`;
  return {
    title: 'An agent changes its own approvals',
    summary: `${asker.name}${from} ${done ? 'changed' : 'set out to change'} what it may run without asking, by ${how}${after}.`,
    severity: done || refused > 0 ? 'high' : 'medium',
    confidence: done ? 'high' : 'medium',
    explanation: {
      rule: 'approvals that are changed by the agent that they bind',
      seen: episode.count,
      threshold: 1,
      facts: [fact('changes', episode.count), fact('refused before', refused)],
    },
    remediation: [
      '`openclaw approvals get`: take out what you did not put in (`openclaw approvals allowlist remove <pattern>`).',
      onlyAsk,
      stop(event),
      'Keep its hands off: deny it `gateway` and writes to ~/.openclaw (`tools.fs.workspaceOnly`).',
    ],
  };
}
