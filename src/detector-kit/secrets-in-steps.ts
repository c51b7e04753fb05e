import { isCarrier } from './network.ts';
import { type Secret, secretAt } from './secret-places.ts';
import type { Step } from './steps.ts';

/** They name a secret without reading it. */
const harmless = new Set([
  'ls',
  'stat',
  'test',
  '[',
  '[[',
  'chmod',
  'chown',
  'mkdir',
  'touch',
  'rm',
  'ssh-add',
  'ssh-keygen',
  'ssh-copy-id',
  'echo',
  'printf',
  'git',
  'which',
  'docker',
  'podman',
]);
const searchers = new Set(['grep', 'egrep', 'rg', 'sed', 'awk', 'jq']);
const readers = new Set([
  'cat',
  'less',
  'more',
  'head',
  'tail',
  'grep',
  'rg',
  'sed',
  'awk',
  'cut',
  'xxd',
  'od',
  'strings',
  'base64',
  'cp',
  'tar',
  'zip',
  'jq',
  'sqlite3',
]);
/** The word after them is a secret to be used, not read. */
const uses = new Set([
  '-i',
  '--identity',
  '--identity-file',
  '--env-file',
  '--kubeconfig',
  '--config',
  '--netrc-file',
]);

/** Secrets that a shell line reads or sends. */
export function secretsIn(steps: readonly Step[]): readonly Secret[] {
  return steps.flatMap((step) => {
    if (harmless.has(step.verb)) return [];
    const read = readWords(step);
    return step.words.flatMap((word, at) => (read(word, at) ? (secretOfWord(step, word) ?? []) : []));
  });
}

/** Which words of a step are read: not what is used as a key, looked for, or written to. */
function readWords({ verb, words }: Step): (word: string, at: number) => boolean {
  const pattern = searchers.has(verb) ? words.findIndex((word, at) => at > 0 && !word.startsWith('-')) : -1;
  const target = verb === 'cp' ? words.length - 1 : -1;
  return (word, at) => {
    const before = words[at - 1] ?? '';
    const written = word.startsWith('>') || before.endsWith('>');
    return at !== pattern && at !== target && !written && !uses.has(before) && !isAssigned(word);
  };
}

function secretOfWord(step: Step, word: string): Secret | undefined {
  const secret = secretAt(word);
  return secret?.weak && !readers.has(step.verb) && !isCarrier(step) ? undefined : secret;
}

/** `KUBECONFIG=…`, `-oIdentityFile=…`. */
function isAssigned(word: string): boolean {
  const equals = word.indexOf('=');
  return (
    equals > 0 &&
    !word.includes('@') &&
    (/^[A-Z_]{1,40}$/.test(word.slice(0, equals)) || word.includes('IdentityFile'))
  );
}
