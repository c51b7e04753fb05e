import { clamp, type Episode, type Fact, formatDuration } from '../../../src/detector-kit/index.ts';

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `in 4m 10s`; nothing when all came at once. */
export function lasting({ openedAt, lastSeen }: Episode): string {
  return lastSeen - openedAt < 1000 ? '' : ` in ${formatDuration(lastSeen - openedAt)}`;
}

export function quoted(command: string): string {
  return command === '' ? 'a command that is not named' : `\`${clamp(command.replace(/\s+/g, ' '), 120)}\``;
}

export function fact(name: string, value: string | number): Fact {
  return { name, value: clamp(String(value), 160), number: typeof value === 'number' ? value : null };
}
