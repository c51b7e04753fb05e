import type { Json, Step } from '../../src/detector-kit/index.ts';

/** What a secret looks like, and where it belongs. */
const shapes: readonly (readonly [label: string, shape: RegExp, home: string])[] = [
  ['a private key', /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/, ''],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{30,80}|github_pat_\w{30,120})/, 'github.com'],
  ['an AWS access key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/, 'amazonaws.com'],
  ['a GitLab token', /\bglpat-[\w-]{20,60}/, 'gitlab.com'],
  ['a Slack token', /\bxox[abprs]-[\w-]{20,100}/, 'slack.com'],
  ['an Anthropic key', /\bsk-ant-[\w-]{20,120}/, 'anthropic.com'],
  ['an OpenAI key', /\bsk-(?:proj-)?[A-Za-z0-9]{20,160}/, 'openai.com'],
];

const longest = 8_192;
const deepest = 3;
const mostTexts = 64;
/** The word after them is a credential that is used. */
const uses = new Set(['-H', '--header', '-u', '--user', '--oauth2-bearer']);

export interface Material {
  readonly label: string;
  readonly home: string;
}

export function materialInSteps(steps: readonly Step[]): Material | undefined {
  const words = steps.flatMap((step) => step.words.filter((_, at) => !uses.has(step.words[at - 1] ?? '')));
  return materialIn(words.join(' ').slice(0, longest));
}

export function materialInArguments(args: Json): Material | undefined {
  return materialIn(textsOf(args, deepest).slice(0, mostTexts).join('\n').slice(0, longest));
}

function materialIn(text: string): Material | undefined {
  for (const [label, shape, home] of shapes) if (shape.test(text)) return { label, home };
  return undefined;
}

function textsOf(value: Json, depth: number): readonly string[] {
  if (typeof value === 'string') return [value.slice(0, longest)];
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  return Object.entries(value)
    .slice(0, mostTexts)
    .flatMap(([name, inner]) => (isHeader(name) ? [] : textsOf(inner, depth - 1)));
}

function isHeader(name: string): boolean {
  return /^(?:headers?|authorization|auth|token|api_?key)$/i.test(name);
}
