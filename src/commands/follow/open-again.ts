import { existsSync } from 'node:fs';
import type { Opened } from '../../sources/opened.ts';
import { AuditError } from '../audit-error.ts';
import { type EvidenceRequest, openEvidence } from '../evidence-request.ts';

const nothing: Opened = { sources: [], ignored: [], problems: [], gateways: [] };

/** Looks where the evidence lies, again and again. A path that was there at first may be gone for a while: a rotation. */
export function openAgain(asked: EvidenceRequest): () => Promise<Opened> {
  // A follower of their rows opens them itself.
  const request = { ...asked, databases: 'listed' } as const;
  let opened = false;
  return async () => {
    if (!opened)
      return await openEvidence(request).finally(() => {
        opened = true;
      });
    const paths = request.paths.filter((path) => path === '-' || existsSync(path));
    if (request.paths.length > 0 && paths.length === 0) return nothing;
    return await openEvidence({ ...request, paths }).catch(orNothing);
  };
}

function orNothing(error: unknown): Opened {
  if (error instanceof AuditError) return nothing;
  throw error;
}
