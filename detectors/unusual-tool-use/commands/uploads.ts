import { hostOf, isLocal, type Step } from '../../../src/detector-kit/index.ts';
import type { DangerRule } from './danger.ts';

const packers = new Set([
  'tar',
  'zip',
  'gzip',
  '7z',
  '7za',
  'xz',
  'zstd',
  'bzip2',
  'base64',
  'gpg',
  'openssl',
  'mysqldump',
  'pg_dump',
  'sqlite3',
]);
const readers = new Set(['cat', 'head', 'tail', 'find', 'ls', 'env', 'printenv', 'ps', 'xxd', 'dd']);
const connectors = new Set(['nc', 'ncat', 'netcat', 'socat']);
const bodyFlags = new Set([
  '-d',
  '--data',
  '--data-binary',
  '--data-raw',
  '--post-file',
  '-T',
  '--upload-file',
]);
/** Files that people write to be sent. */
const bodies = ['.json', '.graphql', '.xml', '.yaml', '.yml', '.ndjson'];

/** Local data that leaves: an archive piped into curl or nc, a file put into a request. */
export const uploads = ((steps: readonly Step[]) => {
  for (const [at, step] of steps.entries()) {
    const found = isSender(step) ? sent(steps, at) : undefined;
    if (found) return found;
  }
  return undefined;
}) satisfies DangerRule;

function sent(steps: readonly Step[], at: number) {
  const step = steps[at];
  if (step === undefined) return undefined;
  const named = hostOf(step);
  const host = named || 'another machine';
  const sources = pipedInto(steps, at);
  if (sources.some(({ verb }) => packers.has(verb))) {
    const text = `sent an archive to ${host}`;
    return { subject: `archive ${host}`, text, severity: 'high', host: named } as const;
  }
  if (isLocal(host)) return undefined;
  if (sources.some(({ verb }) => readers.has(verb)) || sendsFile(step)) {
    const text = `sent a file to ${host}`;
    return { subject: `file ${host}`, text, severity: 'medium', host: named } as const;
  }
  return undefined;
}

function isSender({ verb, words }: Step): boolean {
  if (connectors.has(verb)) return !words.includes('-l') && !words.includes('-z') && !words.includes('-zv');
  return (verb === 'curl' || verb === 'wget') && words.some((word) => isBodyFlag(word) || isForm(word));
}

function isBodyFlag(word: string): boolean {
  return bodyFlags.has(word.split('=', 1)[0] ?? '');
}

function isForm(word: string): boolean {
  return word === '-F' || word === '--form';
}

function pipedInto(steps: readonly Step[], at: number): readonly Step[] {
  let first = at;
  while (first > 0 && steps[first]?.before === '|') first--;
  return steps.slice(first, at);
}

function sendsFile({ verb, words }: Step): boolean {
  if (connectors.has(verb)) return words.some((word) => word.startsWith('<'));
  return words.some((word, at) => isFile(fileIn(words[at - 1] ?? '', word)));
}

/** The file that a flag and the word after it put into a request; empty for none. */
function fileIn(flag: string, word: string): string {
  if (flag === '-T' || flag === '--upload-file') return word;
  if (word.startsWith('--post-file=')) return word.slice('--post-file='.length);
  if (isForm(flag)) return word.includes('=@') ? word.slice(word.indexOf('=@') + 2) : '';
  return isBodyFlag(flag) && word.startsWith('@') ? word.slice(1) : '';
}

function isFile(name: string): boolean {
  return (
    name !== '' &&
    name !== '-' &&
    name !== '.' &&
    !bodies.some((ending) => name.toLowerCase().endsWith(ending))
  );
}
