import type { Step } from '../../../src/detector-kit/index.ts';
import type { DangerRule } from './danger.ts';

const roots = new Set([
  '/',
  '/*',
  '~',
  '~/',
  '~/*',
  '$HOME',
  '$HOME/',
  '$HOME/*',
  '/home',
  '/home/*',
  '/root',
  '/root/*',
  '/etc',
  '/usr',
  '/var',
  '/bin',
  '/lib',
  '/boot',
]);

/** `rm -rf /` and its kin: the machine or the whole home. */
export const destroys: DangerRule = (steps) => {
  const step = steps.find((candidate) => wipes(candidate) || overwritesDisk(candidate));
  return (
    step && {
      subject: 'destroys',
      text: `ran ${step.verb} on a whole system, home or disk`,
      severity: 'high',
    }
  );
};

function wipes({ verb, words }: Step): boolean {
  if (verb !== 'rm') return false;
  if (words.includes('--no-preserve-root')) return true;
  const recursive = words.some((word) => word === '--recursive' || /^-[a-z]{0,5}r/i.test(word));
  return recursive && words.some((word) => roots.has(word.replace(/[{}]/g, '')));
}

function overwritesDisk({ verb, words }: Step): boolean {
  if (verb === 'dd') return words.some((word) => /^of=\/dev\/(?:sd|nvme|vd|hd|disk|mmcblk)/.test(word));
  return verb.startsWith('mkfs') && words.some((word) => word.startsWith('/dev/'));
}
