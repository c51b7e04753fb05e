const units = [
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

const sizes = new Map<string, number>(units);
const written = /^(\d{1,12}(?:\.\d{1,6})?)(ms|[smhdw])$/;

/** Milliseconds of a number with its unit: `250ms`, `10m`, `1.5h`, `2w`. */
export function parseDuration(text: string): number | undefined {
  const [, number = '', unit = ''] = written.exec(text.trim()) ?? [];
  const size = sizes.get(unit);
  if (size === undefined) return undefined;
  const duration = Math.round(Number(number) * size);
  return Number.isSafeInteger(duration) ? duration : undefined;
}

/** Short, for people: `10m`, `1h 30m`, `24h`, `2d 3h`. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return '?';
  if (ms < 0) return `-${formatDuration(-ms)}`;
  if (ms < 1000) return `${Math.floor(ms)}ms`;
  if (ms < 60_000) return `${Math.floor(ms / 100) / 10}s`;
  if (ms < 3_600_000) return pair(ms, 'm', 's');
  // Two days and more read better as days; "24h" is how people say a day.
  return ms < 172_800_000 ? pair(ms, 'h', 'm') : pair(ms, 'd', 'h');
}

function pair(ms: number, large: string, small: string): string {
  const unit = sizes.get(large) ?? 1;
  const rest = Math.floor((ms % unit) / (sizes.get(small) ?? 1));
  const whole = `${Math.floor(ms / unit)}${large}`;
  return rest === 0 ? whole : `${whole} ${rest}${small}`;
}
