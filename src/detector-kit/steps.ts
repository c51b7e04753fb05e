import { LineReader, type RawStep } from './line-reader.ts';

/** One simple command of a shell line. */
export interface Step extends RawStep {
  /** Its program, without path, `sudo` and assignments. */
  readonly verb: string;
}

const longest = 4096;
const deepest = 2;
const shells = new Set(['sh', 'bash', 'zsh', 'dash', 'ksh', 'ash', 'fish']);
const prefixes = new Set([
  'sudo',
  'doas',
  'env',
  'nohup',
  'time',
  'timeout',
  'nice',
  'command',
  'exec',
  'setsid',
  'xargs',
  'busybox',
  'stdbuf',
  'do',
  'then',
  'else',
  '!',
  '{',
]);

/** Reads a shell line as far as a look at its programs and words needs; quotes hold separators back. */
export function stepsOf(command: string, depth = 0): readonly Step[] {
  const reader = new LineReader();
  const text = command.slice(0, longest);
  for (let at = 0; at < text.length; at++) at += reader.take(text, at);
  const steps = reader.end().map((step) => ({ ...step, verb: verbOf(step.words) }));
  return depth < deepest ? steps.flatMap((step) => [step, ...scriptIn(step, depth)]) : steps;
}

export function isShell(verb: string): boolean {
  return shells.has(verb);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `bash -c '…'`, `eval '…'` and `ssh host '…'` carry a line of their own. */
function scriptIn(step: Step, depth: number): readonly Step[] {
  const { verb, words } = step;
  const flag = words.findIndex((word) => isScriptFlag(word));
  const script = isShell(verb) && flag >= 0 ? words[flag + 1] : undefined;
  const line = verb === 'eval' || verb === 'ssh' ? words.slice(1).join(' ') : script;
  if (line === undefined || !line.includes(' ')) return [];
  return stepsOf(line, depth + 1).map((inner, at) => (at === 0 ? { ...inner, before: ';' } : inner));
}

function isScriptFlag(word: string): boolean {
  return word.length <= 5 && word.startsWith('-') && !word.startsWith('--') && word.includes('c');
}

function verbOf(words: readonly string[]): string {
  let prefixed = false;
  for (const word of words) {
    const name = baseName(word);
    if (prefixes.has(name)) prefixed = true;
    else if (!isAssignment(word) && !(prefixed && isOption(word))) return name.toLowerCase();
  }
  return '';
}

function isOption(word: string): boolean {
  return word.startsWith('-') || (word >= '0' && word < ':');
}

function isAssignment(word: string): boolean {
  const equals = word.indexOf('=');
  return equals > 0 && !word.startsWith('-') && !word.slice(0, equals).includes('/');
}
