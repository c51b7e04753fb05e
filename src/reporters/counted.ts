/** `1,234`, the same on every machine. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1 gap`, `1,234 gaps`. */
export function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}
