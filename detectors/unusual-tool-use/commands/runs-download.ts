import { baseName, hostOf, isDownloader, isShell, type Step } from '../../../src/detector-kit/index.ts';
import type { DangerRule } from './danger.ts';

const interpreters = new Set([
  'python',
  'python3',
  'python2',
  'perl',
  'ruby',
  'node',
  'php',
  'osascript',
  'powershell',
  'pwsh',
]);
const loaders = new Set(['eval', 'source', '.']);
const decoders = new Set(['base64', 'base32', 'xxd', 'openssl', 'uudecode']);

/** Installers that their makers tell people to pipe into a shell: unusual in a chat, not an attack by itself. */
const installers = [
  'sh.rustup.rs',
  'get.docker.com',
  'astral.sh',
  'bun.sh',
  'deno.land',
  'get.pnpm.io',
  'install.python-poetry.org',
  'deb.nodesource.com',
  'openclaw.ai',
];

/** `curl … | sh`, `bash <(curl …)`, `base64 -d | sh`, `wget -O x … && sh x`. */
export const runsDownload: DangerRule = (steps) => {
  for (const [at, step] of steps.entries()) {
    if (isDecoder(step) && runsPiped(steps, at)) {
      return { subject: 'decoded', text: `ran text that ${step.verb} decoded`, severity: 'high' };
    }
    if (isDownloader(step) && (runsPiped(steps, at) || isLoaded(steps, at) || runsFile(steps, at))) {
      return downloaded(step);
    }
  }
  return undefined;
};

function downloaded(step: Step) {
  const named = hostOf(step);
  const host = named || 'the network';
  const known = installers.includes(host) && step.words.some((word) => word.startsWith('https://'));
  return {
    subject: `download ${host}`,
    text: `ran a download from ${host}`,
    severity: known ? 'low' : 'high',
    host: named,
  } as const;
}

function isDecoder({ verb, words }: Step): boolean {
  return decoders.has(verb) && words.some((word) => ['-d', '-D', '--decode', '-r', '-di'].includes(word));
}

/** What comes out of the step reaches a program that runs what it reads. */
function runsPiped(steps: readonly Step[], from: number): boolean {
  for (const step of steps.slice(from + 1)) {
    if (step.before !== '|') return false;
    if (readsProgram(step)) return true;
  }
  return false;
}

/** A bare `sh`, `sh -s …` or `python -` runs its input; `python -m json.tool` only reads it. */
function readsProgram({ verb, words }: Step): boolean {
  if (!isShell(verb) && !interpreters.has(verb)) return false;
  const after = words.slice(words.findIndex((word) => baseName(word).toLowerCase() === verb) + 1);
  const [first = ''] = after;
  if (isShell(verb))
    return after.every((word) => word.startsWith('-') && !word.includes('c')) || first.startsWith('-s');
  return first === '' || first === '-';
}

/** `bash <(curl …)`, `sh -c "$(curl …)"`, `eval "$(curl …)"`. */
function isLoaded(steps: readonly Step[], at: number): boolean {
  const { before } = steps[at] ?? { before: '' };
  const outer = steps[at - 1];
  if (outer === undefined || (before !== '<(' && before !== '$(' && before !== '`')) return false;
  if (loaders.has(outer.verb)) return true;
  return isShell(outer.verb) && (outer.words.length === 1 || (outer.words.at(-1)?.startsWith('-') ?? false));
}

function runsFile(steps: readonly Step[], from: number): boolean {
  const file = savedAs(steps[from]);
  if (file === '') return false;
  return steps.slice(from + 1).some((step) => runsOf(step, file));
}

/** The step runs the file of that name. */
export function runsOf({ verb, words }: Step, file: string): boolean {
  if (verb === file) return true;
  const reads = isShell(verb) || interpreters.has(verb) || loaders.has(verb);
  return reads && words.slice(1).some((word) => baseName(word).toLowerCase() === file);
}

/** Under which name a download is saved; empty when it is not, or nobody can say. */
export function savedAs(step: Step | undefined): string {
  const words = step?.words ?? [];
  const flag = words.findIndex((word) => ['-o', '-O', '--output', '--output-document', '>'].includes(word));
  const named = words[flag + 1] ?? '';
  if (flag >= 0 && !named.includes('://') && !named.startsWith('-')) return baseName(named).toLowerCase();
  const url = words.find((word) => word.includes('://')) ?? '';
  return step?.verb === 'wget' || flag >= 0 ? baseName(url).toLowerCase() : '';
}
