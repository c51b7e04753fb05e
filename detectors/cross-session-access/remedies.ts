import { commandWord } from '../../src/detector-kit/index.ts';
import type { Case } from './case.ts';

export const tree = '`openclaw config set tools.sessions.visibility tree`';
export const apart = '`openclaw config set tools.agentToAgent.enabled false`';

export const workspaceOnly =
  'Keep the agent in its workspace: `openclaw config set tools.fs.workspaceOnly true`.';
export const ownSessions =
  'Give each person a session of their own: `openclaw config set session.dmScope per-channel-peer`.';

/** What to do, the most urgent first. */
export function remediesOf({ initiator, verdict, files, reachedTargets }: Case): readonly string[] {
  if (verdict.rule === 'target unknown') {
    return [
      'Open the transcripts to know the target: read the whole state folder, without --no-transcripts.',
    ];
  }
  const letIn = verdict.rule.startsWith('let in');
  const remedies = [
    letIn && `If the change of settings was not yours, take it back: ${tree}, ${apart}.`,
    `Read what the session was asked, and by whom: \`openclaw sessions export-trajectory --session-key ${commandWord(initiator, '<session key>')}\`.`,
    !letIn && reachedTargets.length > 0 && `Keep sessions apart: ${tree}, and agents: ${apart}.`,
    files.length > 0 && workspaceOnly,
    ownSessions,
  ];
  return remedies.filter((remedy) => remedy !== false);
}
