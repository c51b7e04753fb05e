import { dayOf, periodsBefore, type Step } from '../../../src/detector-kit/index.ts';
import type { Entity } from '../entity.ts';
import type { Sign } from '../sign.ts';

/** What is asked about a machine by somebody who does not know it, and the programs that answer. */
const questions: readonly (readonly [question: string, programs: string])[] = [
  ['who am I', 'id whoami groups'],
  ['who else is here', 'who w last lastlog getent users'],
  ['which system', 'uname hostname hostnamectl lsb_release dmidecode'],
  ['what runs', 'ps pstree top htop pgrep'],
  ['which network', 'ip ifconfig ss netstat arp route nmap iptables'],
  ['which disks', 'df mount lsblk findmnt fdisk'],
  ['which files are open', 'lsof fuser'],
  ['which jobs', 'crontab atq systemctl launchctl'],
  ['what was typed', 'history'],
  ['what is installed', 'dpkg rpm lsmod'],
];
const byProgram = new Map(
  questions.flatMap(([question, programs]) => programs.split(' ').map((program) => [program, question])),
);
const byPlace: readonly (readonly [question: string, place: RegExp])[] = [
  ['who else is here', /^\/(?:etc\/(?:passwd|group|sudoers)|home|root|Users)\/?$/],
  ['which system', /^\/(?:etc\/(?:[\w-]{0,20}release|issue|hostname)|proc\/version)$/],
  ['which network', /^\/etc\/(?:hosts|resolv\.conf)$/],
  ['which files lie where', /^\/$/],
];
const readers = new Set(['cat', 'ls', 'head', 'tail', 'less', 'find', 'tree', 'grep']);
const enough = 6;

/** A look around the machine, by somebody to whom commands are new. */
export function hostSurvey(
  entity: Entity,
  steps: readonly Step[],
  time: number,
  window: number,
): Sign | undefined {
  const asked = [...new Set(steps.flatMap((step) => questionOf(step) ?? []))];
  if (asked.length === 0 || !isNewToCommands(entity, time)) return undefined;
  const recent = (entity.asked ?? []).filter(([what, at]) => time - at < window && !asked.includes(what));
  entity.asked = [...recent, ...asked.map((what) => [what, time] as const)];
  const seen = entity.asked.length;
  if (seen < enough) return undefined;
  const what = entity.asked.map(([question]) => question);
  return {
    rule: 'host-survey',
    subject: '',
    severity: 'medium',
    text: `looked the machine over, though commands are new to it (${what.slice(0, 4).join(', ')}, …)`,
    seen,
    threshold: enough,
    windowMs: window,
  };
}

/** It had runs without them, and no day before this one with them. */
function isNewToCommands({ runs, uses: { exec } }: Entity, time: number): boolean {
  return exec !== undefined && runs > 1 && periodsBefore(exec.days, dayOf(time)) === 0;
}

function questionOf({ verb, words }: Step): string | undefined {
  if (!readers.has(verb)) return byProgram.get(verb);
  return byPlace.find(([, place]) => words.some((word) => place.test(word)))?.[0];
}
