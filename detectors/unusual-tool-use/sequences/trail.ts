import type { AuditEvent } from '../../../src/detector-kit/index.ts';

/** What a session left lying on its way: what it fetched, what it installed, what it was refused. */
export type Trail = {
  run: string;
  at: number;
  /** Files that were downloaded, and from where. */
  files: { readonly name: string; readonly host: string }[];
  /** Skills and plugins that were installed. */
  installed: string[];
  /** What the last calls named: a refusal comes after them. */
  asked: { readonly callId: string; readonly targets: readonly string[] }[];
  /** What refused calls named. */
  refused: { readonly target: string; readonly tool: string }[];
};

/** Who leaves it. */
interface Walker {
  trail?: Trail;
}

const most = 16;
const mostAsked = 4;

/** The trail of this run, or of the last minutes. */
export function trailOf(entity: Walker, { runId = '', time }: AuditEvent, window: number): Trail {
  const { trail } = entity;
  const goesOn = trail !== undefined && (time - trail.at < window || (runId !== '' && trail.run === runId));
  const current = goesOn ? trail : { run: runId, at: time, files: [], installed: [], asked: [], refused: [] };
  current.at = Math.max(current.at, time);
  return current;
}

/** Keeps the trail while there is something on it. */
export function keepTrail(entity: Walker, trail: Trail): void {
  trail.files = trail.files.slice(-most);
  trail.installed = trail.installed.slice(-most);
  trail.asked = trail.asked.slice(-mostAsked);
  trail.refused = trail.refused.slice(-most);
  const { files, installed, asked, refused } = trail;
  if (files.length + installed.length + asked.length + refused.length > 0) entity.trail = trail;
  else if (entity.trail !== undefined) delete entity.trail;
}
