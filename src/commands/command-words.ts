import type { Command } from 'commander';

/** `baseline learn`: what is typed after the program's name; nothing for the program itself. */
export function commandWords(command: Command): string {
  return command.parent ? [commandWords(command.parent), command.name()].filter(Boolean).join(' ') : '';
}
