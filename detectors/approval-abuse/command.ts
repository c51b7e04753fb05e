/** A command line, as far as two can be compared. */
interface Command {
  /** Its words without wrappers; numbers are all alike. */
  readonly shape: string;
  /** All that it names. */
  readonly names: ReadonlySet<string>;
  /** What it is about: files, hosts, things with a name of their own. */
  readonly targets: readonly string[];
  /** It only looks. */
  readonly harmless: boolean;
}

/** Whether the second serves the goal of the first, which was refused: the same again, or its target by other means. */
export function isEquivalent(refused: string, other: string): boolean {
  const [one, two] = [read(refused), read(other)];
  if (one.shape !== '' && one.shape === two.shape) return true;
  if (two.harmless && !one.harmless) return false;
  return one.targets.some((target) => two.names.has(target));
}

const longest = 2000;
const mostWords = 128;
const wrappers = new Set('sudo doas env nohup time nice command exec sh bash zsh dash'.split(' '));
const removers = new Set('rm rmdir unlink shred truncate mv dd find'.split(' '));
const lookers = new Set(
  'ls cat head tail less more stat file grep rg wc du df pwd echo test which type readlink realpath id whoami uname date'.split(
    ' ',
  ),
);
/** They say nothing about a goal. */
const everywhere = new Set(
  '/ . .. ~ /tmp /dev/null /etc /usr /bin /var /home /root localhost 127.0.0.1'.split(' '),
);

function read(text: string): Command {
  const line = text.slice(0, longest);
  const words = withoutWrappers(line.split(/[\s'"`()<>;|&$={},]+/, mostWords).filter((word) => word !== ''));
  const [program = ''] = words;
  const named = words.slice(1).filter((word) => !word.startsWith('-'));
  const about = removers.has(program) ? named : named.filter((word) => /[/.@\d-]/.test(word));
  return {
    shape: words.join(' ').replace(/\d+/g, '#'),
    names: new Set(words.flatMap(namesOf)),
    targets: about.flatMap(namesOf),
    harmless: lookers.has(program) && !/[|;&<>`$]/.test(line),
  };
}

function withoutWrappers(words: readonly string[]): readonly string[] {
  const start = words.findIndex((word, at) => !wrappers.has(word) && !(at > 0 && word.startsWith('-')));
  return start < 0 ? [] : words.slice(start);
}

/** A path, and its last part. */
function namesOf(word: string): readonly string[] {
  const name = word
    .replace(/^[a-z]{2,10}:\/\//i, '')
    .replace(/^\.\//, '')
    .replace(/[/*]{1,9}$/, '');
  const last = name.slice(name.lastIndexOf('/') + 1);
  return [name, last].filter((part) => part.length >= 3 && !everywhere.has(part));
}
