import { Command } from 'commander';
import { visible } from '../facts/escape.ts';
import { addAlerts } from './alerts/alerts-command.ts';
import { addBacktest } from './backtest/backtest-command.ts';
import { addBaseline } from './baseline/baseline-command.ts';
import { dailyOptions } from './daily/daily-options.ts';
import { examples, help } from './help.ts';
import { withNearest } from './nearest-command.ts';
import { type RawOptions, withOptions } from './options.ts';
import { refuseIgnored } from './refuse-ignored.ts';
import { tool } from './tool.ts';

/** What a command needs is loaded when it runs: the others would take longer than a small report does. */
const load = {
  report: async () => (await import('./report.ts')).showReport,
  follow: async () => (await import('./follow/follow.ts')).follow,
  events: async () => (await import('./events.ts')).showEvents,
  coverage: async () => (await import('./coverage.ts')).showCoverage,
  detectors: async () => (await import('./detectors.ts')).showDetectors,
  schema: async () => (await import('./schema.ts')).showSchema,
  daily: async () => (await import('./daily/daily.ts')).showDaily,
  schedule: async () => (await import('./schedule.ts')).schedule,
  explain: async () => (await import('./explain.ts')).explainFinding,
  who: async () => (await import('./who/who.ts')).showWho,
  investigate: async () => (await import('./investigate/investigate.ts')).investigate,
  configCheck: async () => (await import('./config-check.ts')).checkConfig,
};

type Done = (code: number) => void;

/** The command line. Options are the program's: they mean the same before and after a command's name. */
export function buildProgram(done: Done): Command {
  const program = withOptions(new Command(tool.name))
    .description(
      'Reads what an OpenClaw gateway leaves behind as security events, and says what is wrong and what could not be seen.',
    )
    .argument(
      '[path...]',
      'files, folders or - for standard input; default: where the gateway keeps its evidence',
    )
    .version(tool.version)
    .helpCommand(false)
    .configureHelp(help)
    .addHelpText('after', examples)
    .configureOutput({ outputError: (text, write) => write(`openclaw-audit: ${oneLine(text)}\n`) })
    .exitOverride()
    .hook('preAction', refuseIgnored);
  const options = () => program.opts<RawOptions>();
  program.action(async (paths: string[]) => {
    const run = await (options().follow ? load.follow() : load.report());
    done(
      await run(paths, options()).catch((error: unknown) =>
        Promise.reject(withNearest(error, paths, program)),
      ),
    );
  });
  addCommands(program, options, done);
  return program;
}

function addCommands(program: Command, options: () => RawOptions, done: Done): void {
  const add = (name: string, description: string, run: (args: string[]) => Promise<number> | number) => {
    const [word = name, ...args] = name.split(' ');
    const command = program
      .command([word, ...args].join(' '))
      .description(description)
      .exitOverride();
    command.copyInheritedSettings(program).action(async (first?: string | string[]) => {
      done(await run(Array.isArray(first) ? first : first === undefined ? [] : [first]));
    });
  };
  add('events [path...]', 'typed events as NDJSON', async (paths) => (await load.events())(paths, options()));
  add('coverage [path...]', 'what is visible, what is blind, and what cures it', async (paths) =>
    (await load.coverage())(paths, options()),
  );
  add('who [path...]', 'who connected, from where, with which device and scopes', async (paths) =>
    (await load.who())(paths, options()),
  );
  add('detectors [id]', 'the detectors, or one explained with its options', async ([id]) =>
    (await load.detectors())(id, options()),
  );
  add('schema', 'the JSON Schemas of what is printed', async () => (await load.schema())());
  addInvestigate(program, options, done);
  addDaily(program, options, done);
  addBacktest(program, options, done);
  addBaseline(program, options, done);
  addSchedule(program, options, done);
  addAlerts(program, options, done);
  program
    .command('explain <id> [path...]')
    .description('one finding or incident, whole; the first characters of its id are enough')
    .exitOverride()
    .action(async (id: string, paths: string[]) => done(await (await load.explain())(id, paths, options())));
  const config = program.command('config').description('the settings file').exitOverride();
  config
    .command('check [file]')
    .description('says what is wrong with it, with line and column')
    .exitOverride()
    .action(async (file?: string) => done(await (await load.configCheck())(file, options())));
}

function addInvestigate(program: Command, options: () => RawOptions, done: Done): void {
  const command = program
    .command('investigate [path...]')
    .description(
      'all about one --session, --ip, --actor, --device or --run: what it did and touched, what to do',
    )
    .option('--device <id>', 'this device; the first characters of its id are enough')
    .option('--run <id>', 'this run; the first characters of its id are enough')
    .exitOverride();
  command
    .copyInheritedSettings(program)
    .action(async (paths: string[]) =>
      done(await (await load.investigate())(paths, { ...options(), ...command.opts() })),
    );
}

function addDaily(program: Command, options: () => RawOptions, done: Done): void {
  const command = dailyOptions(program.command('daily [path...]'))
    .description("yesterday's summary: three lines when it was quiet")
    .exitOverride();
  command
    .copyInheritedSettings(program)
    .action(async (paths: string[]) =>
      done(await (await load.daily())(paths, { ...options(), ...command.opts() })),
    );
}

function addSchedule(program: Command, options: () => RawOptions, done: Done): void {
  const command = program
    .command('schedule [path...]')
    .description('what runs --follow and daily for ever: systemd units, or a crontab line')
    .option('--install', 'write the units and start them')
    .option('--remove', 'stop them and delete what --install wrote')
    .option('--user', 'units of this user, without root')
    .exitOverride();
  command
    .copyInheritedSettings(program)
    .action(async (paths: string[]) => done(await (await load.schedule())(paths, options(), command.opts())));
}

function oneLine(text: string): string {
  return visible(
    text
      .replace(/^error: /, '')
      .trim()
      .replaceAll('\n', ' '),
  );
}
