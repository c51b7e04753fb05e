import type { Command } from 'commander';
import type { RawOptions } from '../options.ts';

const load = {
  learn: async () => (await import('./learn.ts')).learnBaseline,
  show: async () => (await import('./show.ts')).showBaseline,
  forget: async () => (await import('./forget.ts')).forgetBaseline,
  accept: async () => (await import('./accept.ts')).acceptFinding,
  export: async () => (await import('./carry.ts')).exportBaseline,
  import: async () => (await import('./carry.ts')).importBaseline,
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
  baseline
    .command('forget <entity>')
    .description('forgets somebody, named whole, or takes back what was accepted, by the id of the finding')
    .exitOverride()
    .action(async (entity: string) => done(await (await load.forget())(entity, options())));
  addAccept(baseline, options, done);
  baseline
    .command('export')
    .description('all of it as one JSON document, for another machine')
    .exitOverride()
    .action(async () => done(await (await load.export())(options())));
  baseline
    .command('import <file>')
    .description('adds what another machine exported; the same file counts once')
    .exitOverride()
    .action(async (file: string) => done(await (await load.import())(file, options())));
}

function addAccept(baseline: Command, options: () => RawOptions, done: (code: number) => void): void {
  const accept = baseline
    .command('accept <finding-id> [path...]')
    .description('this is normal now: the same of the same entity is told no more; anything else is')
    .requiredOption('--reason <text>', 'why it is normal')
    .exitOverride();
  accept.action(async (id: string, paths: string[]) =>
    done(
      await (await load.accept())(id, paths, { ...options(), ...accept.opts<{ readonly reason: string }>() }),
    ),
  );
}
