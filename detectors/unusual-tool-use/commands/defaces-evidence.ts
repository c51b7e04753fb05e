import type { Step } from '../../../src/detector-kit/index.ts';
import type { DangerRule } from './danger.ts';

const removers = new Set(['rm', 'truncate', 'shred', 'unlink', 'mv']);

/** Takes away what tells of it: the gateway's logs and databases, the shell's history. */
export const defacesEvidence: DangerRule = (steps) => {
  if (steps.some(removesLog)) {
    return { subject: 'evidence', text: "cleared the gateway's own records", severity: 'medium' };
  }
  if (steps.some(forgets))
    return { subject: 'history', text: "cleared the shell's history", severity: 'medium' };
  return undefined;
};

function removesLog({ verb, words }: Step): boolean {
  return words.some((word, at) => {
    const emptied =
      word.startsWith('>') && !word.startsWith('>>') ? word.replace('>', '') || (words[at + 1] ?? '') : '';
    return (removers.has(verb) && at > 0 && isRecord(word)) || isRecord(emptied);
  });
}

function isRecord(path: string): boolean {
  const lower = path.toLowerCase();
  if (!lower.includes('openclaw')) return false;
  return (
    lower.includes('.log') ||
    lower.includes('/logs') ||
    lower.endsWith('.sqlite') ||
    lower.includes('/sessions/')
  );
}

function forgets({ verb, words }: Step): boolean {
  if (verb === 'history') return words.includes('-c');
  return (verb === 'unset' && words.includes('HISTFILE')) || words.includes('HISTFILE=/dev/null');
}
