import type { AuditEvent } from '../../src/detector-kit/index.ts';
import type { Refused } from './denials.ts';
import type { Options } from './options.ts';
import type { Verdict } from './verdict.ts';

export const refusedOnce: Verdict = {
  rule: 'refused',
  title: 'Refused at another session',
  severity: 'low',
  confidence: 'high',
};

export const operatorRefused: Verdict = {
  rule: 'owner refused',
  title: 'The owner was refused at other sessions',
  severity: 'low',
  confidence: 'high',
};

export function refusedRepeatedly({ calls, targets }: Refused, options: Options): Verdict {
  const byTargets = targets >= options.deniedTargets;
  return {
    rule: 'refused repeatedly',
    title: 'Tries one session after another',
    severity: 'medium',
    confidence: 'high',
    seen: byTargets ? targets : calls,
    threshold: byTargets ? options.deniedTargets : options.denials,
    windowMs: options.window,
  };
}

export const personReached: Verdict = {
  rule: "another principal's session",
  title: "Another principal's session reached",
  severity: 'medium',
  confidence: 'high',
};

export const agentReached: Verdict = {
  rule: "another agent's session",
  title: "Another agent's session reached",
  severity: 'medium',
  confidence: 'high',
};

export const agentReachedAfterRefusal: Verdict = {
  ...agentReached,
  rule: "another agent's session after a refusal",
  severity: 'high',
};

/** `by` is who changed the settings in between; without it nobody was seen to. */
export function letIn(by: string | undefined): Verdict {
  const opened = `the settings of session visibility were changed in between (by ${by})`;
  return {
    rule: by === undefined ? 'let in after a refusal' : 'let in by a change of settings',
    title: 'Refused at a session, then let in',
    severity: 'high',
    confidence: by === undefined ? 'medium' : 'high',
    because: by === undefined ? 'what was refused first then succeeded' : opened,
  };
}

export const mainReached: Verdict = {
  rule: 'main session, owner unknown',
  title: "The main session reached another's session",
  severity: 'low',
  confidence: 'low',
  because: 'the evidence does not say whether the owner spoke',
};

export const jobReached: Verdict = {
  rule: 'outside its tree for the first time',
  title: 'A job reaches outside its tree',
  severity: 'medium',
  confidence: 'medium',
  because: 'never before in this evidence',
};

export const unsettled: Verdict = {
  rule: 'outside its tree, not settled',
  title: 'A new habit between sessions',
  severity: 'low',
  confidence: 'medium',
  because: 'seen before, but on few days',
};

export const targetUnknown: Verdict = {
  rule: 'target unknown',
  title: 'A session tool whose target is not known',
  severity: 'info',
  confidence: 'low',
  because: 'open the transcripts to know',
};

export const untriggered: Verdict = {
  rule: 'nothing set it to work',
  title: 'Session tools without a message or run',
  severity: 'low',
  confidence: 'low',
  because: 'no turn, message or run was seen in it within the hour before',
};

export const untriggeredReach: Verdict = { ...untriggered, severity: 'medium', confidence: 'medium' };

export function filesNamed(severity: 'low' | 'medium' | 'high', whose: string): Verdict {
  return {
    rule: severity === 'high' ? 'session files sent or written' : 'session files by path',
    title: severity === 'high' ? 'Session files written or sent away' : "Another session's files by path",
    severity,
    confidence: severity === 'low' ? 'low' : 'medium',
    because: `they belong to ${whose}`,
  };
}

/** What rests on a claim is reported, but not believed. */
export function trusted({ trust }: AuditEvent, verdict: Verdict): Verdict {
  return trust === 'claimed' ? { ...verdict, confidence: 'low' } : verdict;
}
