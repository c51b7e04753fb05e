import { homedir } from 'node:os';
import { isInside, stateFolder } from '../state/state-folder.ts';
import { AuditError } from './audit-error.ts';

/** The agent that is watched can write in the gateway's folder: no memory of ours may lie there. */
export async function refuseStateBesideEvidence(
  stateDir: string | undefined,
  gateways: readonly { readonly folder: string }[],
): Promise<void> {
  const state = stateFolder(stateDir, process.env, homedir());
  for (const { folder } of gateways) {
    if (!(await isInside(state, folder))) continue;
    const where = `--state-dir ${state} lies in the watched gateway's own folder ${folder}`;
    throw new AuditError('USAGE', `${where}, where its agents can write: choose a folder outside`);
  }
}
