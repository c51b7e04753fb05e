import type { Command, HelpConfiguration } from 'commander';
import { commandWords } from './command-words.ts';
import { takenOptions } from './taken-options.ts';

/** A command's help names the options that mean something to it. */
export const help: HelpConfiguration = {
  showGlobalOptions: true,
  // Long names of commands leave little room.
  minWidthToWrap: 24,
  visibleGlobalOptions(command) {
    const words = commandWords(command);
    const program = programOf(command);
    if (words === '') return [];
    const names = takenOptions.get(words);
    const given = program.options.filter((option) => option.attributeName() !== 'version');
    return given.filter((option) => names === undefined || names.includes(option.attributeName()));
  },
};

/** Below the help of the program. */
export const examples = `
Examples:
  openclaw-audit                      what this user's gateway left behind
  openclaw-audit --since 24h          findings of the last day
  openclaw-audit --follow             alerts as it happens
  openclaw-audit /srv/copy/openclaw   a copied state folder
  openclaw-audit explain 4377c30d     one finding, whole

Exit codes: 0 done, 1 a finding reached --fail-on, 2 wrong usage or settings or
no evidence, 3 failed while running, 4 gaps and --require-complete.`;

function programOf(command: Command): Command {
  return command.parent ? programOf(command.parent) : command;
}
