import type { Step } from '../../../src/detector-kit/index.ts';
import type { Sign } from '../sign.ts';
import type { Trail } from './trail.ts';

const installers = new Set(['openclaw', 'clawhub', 'npx', 'clawdhub']);
const parts = ['skill', 'skills', 'plugin', 'plugins', 'clawhub'];
const longest = 80;

/** A skill or plugin that was installed a moment ago is run: nobody had time to read it. */
export function installThenRun(trail: Trail, steps: readonly Step[]): Sign | undefined {
  const ran = trail.installed.find((name) =>
    steps.some((step) => installedBy(step) === undefined && runsPart(step, name)),
  );
  trail.installed.push(...steps.flatMap((step) => installedBy(step) ?? []));
  if (ran === undefined) return undefined;
  return {
    rule: 'install-then-run',
    subject: ran,
    severity: 'medium',
    text: `ran a program of ${ran}, a skill or plugin that it had just installed`,
    seen: null,
    threshold: null,
  };
}

/** `openclaw skills install <name>`, `clawhub install <name>`: the name. */
function installedBy({ verb, words }: Step): string | undefined {
  if (!installers.has(verb) || !words.some((word) => parts.includes(word) || verb === 'clawhub'))
    return undefined;
  const at = words.indexOf('install');
  const name = at < 0 ? undefined : words.slice(at + 1).find((word) => !word.startsWith('-'));
  return name?.slice(name.lastIndexOf('/') + 1, longest + name.lastIndexOf('/') + 1) || undefined;
}

/** A word of the command lies in the folder of that name, below `skills` or `plugins`. */
function runsPart({ words }: Step, name: string): boolean {
  return words.some((word) => {
    const folders = word.split('/');
    return folders.length > 2 && folders.includes(name) && parts.some((part) => folders.includes(part));
  });
}
