import type { Step } from '../../../src/detector-kit/index.ts';
import type { DangerRule } from './danger.ts';

const places: readonly (readonly [string, string])[] = [
  ['.ssh/authorized_keys', 'authorized_keys'],
  ['/etc/cron', 'the system crontab'],
  ['/var/spool/cron', 'the crontab'],
  ['/etc/sudoers', 'sudoers'],
  ['/etc/passwd', '/etc/passwd'],
  ['/etc/ld.so.preload', 'ld.so.preload'],
  ['/library/launchagents/', 'a launch agent'],
  ['/library/launchdaemons/', 'a launch daemon'],
];
const writers = new Set(['tee', 'cp', 'mv', 'install', 'ln', 'dd']);

/** What makes a foothold last: keys, scheduled commands, programs that run as root. */
export const persists: DangerRule = (steps) => {
  for (const step of steps) {
    const place = step.words
      .map((word, at) => (writesTo(step, at) ? placeOf(word) : undefined))
      .find(Boolean);
    if (place) return { subject: place, text: `wrote to ${place}`, severity: 'medium' };
    if (step.verb === 'crontab' && setsCrontab(step)) {
      return { subject: 'the crontab', text: 'changed the crontab', severity: 'medium' };
    }
    if (step.verb === 'chmod' && step.words.some(isSetuid)) {
      return { subject: 'setuid', text: 'made a program run as its owner (setuid)', severity: 'medium' };
    }
  }
  return undefined;
};

/** The place that a path stands for, when writing there makes a foothold. */
export function placeOf(path: string): string | undefined {
  const lower = path.toLowerCase();
  return places.find(([part]) => lower.includes(part))?.[1];
}

function writesTo({ verb, words }: Step, at: number): boolean {
  const word = words[at] ?? '';
  const redirected = word.includes('>') || (words[at - 1] ?? '').endsWith('>');
  return redirected || verb === 'tee' || (writers.has(verb) && at === words.length - 1);
}

function setsCrontab({ words }: Step): boolean {
  const rest = words.slice(words.findIndex((word) => word.endsWith('crontab')) + 1);
  return rest.length > 0 ? !rest.includes('-l') : false;
}

function isSetuid(word: string): boolean {
  if (/^[0-7]{4}$/.test(word)) return word >= '2000';
  return /^[ugoa]{0,4}\+[rwxXt]{0,5}s/.test(word);
}
