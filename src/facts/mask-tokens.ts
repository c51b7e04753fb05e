/** Masks words that are secrets by their shape, or by what stands before them. */
export function maskTokens(text: string): string {
  return text.replace(/[\w~+/=.-]+/g, (word, offset: number) => {
    if (word.length < shortest) return word;
    const before = text.slice(Math.max(0, offset - 60), offset);
    return isNamedBefore(word, before) ? '***' : maskKnownShapes(word);
  });
}

const shortest = 8;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/i;

function isNamedBefore(word: string, before: string): boolean {
  if (/bearer\s{1,4}$/i.test(before)) return word.length >= 16 || /\d/.test(word);
  if (/basic\s{1,4}$/i.test(before)) return /[\d+/=]/.test(word);
  if (/\d{8,10}:$/.test(before)) return word.length === telegramSecret;
  return word.length >= 32 && !uuid.test(word) && !word.startsWith('/') && followsCredential(before);
}

/** Of a bot token `<digits>:<35 characters>`. */
const telegramSecret = 35;

const fillers = new Set(['is', 'was', 'to', 'set', 'value', 'new', 'old', 'now', 'the']);
const credential = /^(?:tokens?|secrets?|passwords?|passphrases?|credentials?|bearer|apikey)$/;
const keyKind = /^(?:api|access|private|secret|signing|encryption)$/;

/** `token is now <run>`; the word right before an id (`device=`, `sha256:`) is none of these. */
function followsCredential(before: string): boolean {
  const words = before.toLowerCase().match(/[a-z]+/g) ?? [];
  while (fillers.has(words.at(-1) ?? '')) words.pop();
  const last = words.at(-1) ?? '';
  return credential.test(last) || (last === 'key' && keyKind.test(words.at(-2) ?? ''));
}

// Most words need no closer look.
const mayBeKnown = /gh[pousr]_|github_pat_|glpat-|xox|npm_|hf_|AIza|[spr]k[-_]|AKIA|ASIA|eyJ/;

function maskKnownShapes(word: string): string {
  if (!mayBeKnown.test(word)) return word;
  // Parts of a path or of a `name=value`; the signs between them stay.
  return word
    .split(/([/=+~])/)
    .map((part) => (part.startsWith('eyJ') && jwt.test(part) ? 'eyJ***' : maskDotted(part)))
    .join('');
}

const jwt = /^eyJ[\w-]{5,}\.[\w-]/;

function maskDotted(text: string): string {
  return text
    .split('.')
    .map((part) => part.replace(known, '$1***'))
    .join('.');
}

const known =
  /^(gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|npm_|hf_|AIza|[spr]k[-_]|AKIA|ASIA)(?=[\w-]{8})[\w-]+$/;
