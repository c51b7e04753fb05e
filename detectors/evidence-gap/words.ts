import { type Fact, formatDuration } from '../../src/detector-kit/index.ts';

export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

export function fact(name: string, value: string | number): Fact {
  return { name, value: String(value), number: typeof value === 'number' ? value : null };
}

/** `4m`, `about a second`. */
export function span(milliseconds: number): string {
  return milliseconds < 1_000 ? 'less than a second' : formatDuration(milliseconds);
}
