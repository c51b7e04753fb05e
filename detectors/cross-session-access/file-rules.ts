import { type AuditEvent, bySeverity, parseSessionKey, toolGroup } from '../../src/detector-kit/index.ts';
import type { Knowledge } from './knowledge.ts';
import { type NamedFile, namedFiles } from './named-files.ts';
import type { Party } from './parties.ts';
import type { Verdict } from './verdict.ts';
import { filesNamed, trusted } from './verdicts.ts';
import { whoOf } from './who.ts';

type Execution = AuditEvent<'toolExecution'>;

/** Commands that carry a file away, or change it. */
const carries = /\b(?:curl|wget|scp|sftp|rsync|nc|ncat|ssh|ftp|mail|sendmail|rclone)\b/;
const changes = /\b(?:rm|mv|tee|truncate|shred|dd)\b|\bsed\s+-i|>{1,2}\s*\S{0,200}agents[\\/]/;

/** Judges a tool call that names session files by path, past every rule of session visibility. */
export function fileRules(knowledge: Knowledge): (event: Execution) => void {
  return (event) => {
    if (event.args === undefined || !event.sessionKey) return;
    const files = namedFiles(event.args);
    if (files.length === 0) return;
    const party = knowledge.parties.of(event);
    const found = files.flatMap((file) => judge(event, file, party) ?? []);
    const worst = found.sort((one, other) => bySeverity(one.verdict, other.verdict))[0];
    if (!worst) return;
    const deed = { kind: 'file' as const, target: worst.path, ...(event.callId && { callId: event.callId }) };
    knowledge.cases.add(whoOf(knowledge.families, event), event, deed, trusted(event, worst.verdict));
  };
}

interface Found {
  readonly path: string;
  readonly verdict: Verdict;
}

function judge(event: Execution, file: NamedFile, party: Party): Found | undefined {
  const own = event.agentId ?? parseSessionKey(event.sessionKey ?? '').agentId;
  if (own === undefined) return undefined;
  if (file.agent !== own) {
    return { path: file.path, verdict: filesNamed(severityOf(event, file, party), `agent ${file.agent}`) };
  }
  const isOther =
    file.sessionId !== undefined && event.sessionId !== undefined && file.sessionId !== event.sessionId;
  if (party !== 'person' || !(isOther || file.everySession)) return undefined;
  return {
    path: file.path,
    verdict: filesNamed(severityOf(event, file, party), 'other sessions of its own agent'),
  };
}

function severityOf({ tool }: Execution, { text }: NamedFile, party: Party): 'low' | 'medium' | 'high' {
  const group = toolGroup(tool);
  const harmful =
    group === 'fs-write' ||
    group === 'messaging' ||
    (group === 'runtime' && (carries.test(text) || changes.test(text)));
  if (party === 'operator') return harmful ? 'medium' : 'low';
  return harmful ? 'high' : 'medium';
}
