import { isShell, type Step } from '../../../src/detector-kit/index.ts';
import type { DangerRule } from './danger.ts';

const sockets = ['/dev/tcp/', '/dev/udp/'];
const connectors = new Set(['nc', 'ncat', 'netcat']);
const spawners = ['pty.spawn', 'subprocess', 'dup2', 'os.system', 'child_process', 'exec('];
const danger = {
  subject: 'reverse shell',
  text: 'opened a shell to another machine',
  severity: 'high',
} as const;

/** `/dev/tcp/…`, `nc -e`, `socat exec:`, a socket and a shell in one script. */
export const reverseShell: DangerRule = (steps, text) => {
  const socket = sockets.find((name) => text.includes(name));
  if (socket && isPlainProbe(text)) {
    return { subject: 'raw socket', text: `used ${socket}`, severity: 'low' };
  }
  if (socket || steps.some(handsOverShell) || isFed(steps) || isScripted(steps, text)) return danger;
  return undefined;
};

/** `echo > /dev/tcp/localhost/5432`: whether a port answers. */
function isPlainProbe(text: string): boolean {
  if (text.indexOf('/dev/') !== text.lastIndexOf('/dev/') || text.includes('exec') || text.includes('-i'))
    return false;
  return ['echo', ':', 'true', '</dev/null'].some((word) => {
    const start = text.indexOf(word);
    if (start < 0) return false;
    const rest = text.slice(start + word.length, start + word.length + 24).replaceAll(' ', '');
    return (
      rest.startsWith('>/dev/tcp/') || rest.startsWith("''>/dev/tcp/") || rest.startsWith('"">/dev/tcp/')
    );
  });
}

function handsOverShell({ verb, words }: Step): boolean {
  if (connectors.has(verb)) return words.some((word) => isExecFlag(word));
  return verb === 'socat' && words.some((word) => /^(?:exec|system):/i.test(word));
}

function isExecFlag(word: string): boolean {
  const short = word.startsWith('-') && !word.startsWith('--') && word.length <= 6;
  return (short && (word.includes('e') || word.endsWith('c'))) || word === '--exec' || word === '--sh-exec';
}

/** `mkfifo f; sh < f | nc host port > f`, `nc host port | sh`. */
function isFed(steps: readonly Step[]): boolean {
  return steps.some((step, at) => {
    const next = steps[at + 1];
    if (next?.before !== '|') return false;
    return (
      (connectors.has(step.verb) && isShell(next.verb)) || (isShell(step.verb) && connectors.has(next.verb))
    );
  });
}

function isScripted(steps: readonly Step[], text: string): boolean {
  if (!steps.some(({ verb }) => /^(?:python[23]?|perl|ruby|node|php)$/.test(verb))) return false;
  return (
    /socket/i.test(text) &&
    spawners.some((name) => text.includes(name)) &&
    /\/bin\/(?:ba|z|da)?sh|cmd\.exe/.test(text)
  );
}
