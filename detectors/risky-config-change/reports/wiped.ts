import type { AuditEvent, Episode, Report } from '../../../src/detector-kit/index.ts';

/** The settings lost most of what stood in them, or the gateway had to put older ones back. */
export function wiped(episode: Episode, { result = '' }: AuditEvent<'configChange'>): Report {
  const restored = result.includes('auto-restored');
  return {
    title: restored ? 'The gateway put older settings back' : 'Most of the settings are gone',
    summary: restored
      ? 'The settings file was broken; the gateway put back the last that were good.'
      : `A write left the settings much smaller or without their core (${result.slice(0, 120)}).`,
    severity: restored ? 'low' : 'medium',
    confidence: 'medium',
    explanation: { rule: 'settings that were wiped', seen: episode.count, threshold: 1 },
    remediation: [
      '`openclaw config validate`, then compare `openclaw.json` with `openclaw.json.bak` beside it.',
      'Find what wrote it: the transcripts of agents that run commands, and the shell history.',
    ],
  };
}
