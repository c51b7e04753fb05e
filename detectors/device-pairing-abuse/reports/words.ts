import { clamp, type Episode, type Fact, formatDuration } from '../../../src/detector-kit/index.ts';

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `in 4m 10s`; nothing when all came at once. */
export function lasting({ openedAt, lastSeen }: Episode): string {
  return lastSeen - openedAt < 1000 ? '' : ` in ${formatDuration(lastSeen - openedAt)}`;
}

export function fact(name: string, value: string | number): Fact {
  return { name, value: clamp(String(value), 120), number: typeof value === 'number' ? value : null };
}

/** The start of a device's id is enough to know it again. */
export function short(device: string | undefined): string {
  return device === undefined ? 'A device' : `Device ${device.slice(0, 12)}`;
}
