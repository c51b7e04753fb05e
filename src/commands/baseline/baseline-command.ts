import type { Command } from 'commander';
import type { RawOptions } from '../options.ts';

const load = {
  learn: async () => (await import('./learn.ts')).learnBaseline,
  show: async () => (await import('./show.ts')).showBaseline,
};

/** `openclaw-audit baseline learn|show|forget|accept|export|import` */
export function addBaseline(program: Command, options: () => RawOptions, done: (code: number) => void): void {
  const baseline = program
    .command('baseline')
    .description('what is usual: learned from evidence, shown, corrected, carried elsewhere')
    .exitOverride();
  baseline
    .command('learn [path...]')
    .description('learns from the past in one pass; what was learned before does not count again')
    .exitOverride()
    .action(async (paths: string[]) => done(await (await load.learn())(paths, options())));
  baseline
    .command('show [entity]')
    .description('what is known of a job, a session, a person or an agent; without one, the list')
    .exitOverride()
    .action(async (entity?: string) => done(await (await load.show())(entity, options())));
}
