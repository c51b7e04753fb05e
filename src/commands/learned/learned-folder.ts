import { homedir } from 'node:os';
import { LearnedRecord } from '../../state/learned/learned-record.ts';
import { stateFolder } from '../../state/state-folder.ts';
import type { RawOptions } from '../options.ts';
import { tool } from '../tool.ts';

/** Of `--state-dir`, else the usual place. */
export function learnedFolder({ stateDir }: Pick<RawOptions, 'stateDir'>): string {
  return stateFolder(stateDir, process.env, homedir());
}

/** Does the work under the lock of the learned state, which no other run then changes. */
export async function withLearned<T>(
  options: Pick<RawOptions, 'stateDir'>,
  work: (record: LearnedRecord) => Promise<T>,
): Promise<T> {
  const record = await openLearned(options);
  try {
    return await work(record);
  } finally {
    await record.close();
  }
}

/** Throws StateError. */
export function openLearned(options: Pick<RawOptions, 'stateDir'>): Promise<LearnedRecord> {
  return LearnedRecord.open(learnedFolder(options), { tool: tool.version });
}
