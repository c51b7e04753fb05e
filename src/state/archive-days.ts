import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TimeSpan } from '../facts/spans.ts';
import { hasCode, reasonOf, StateError } from './state-error.ts';

const dayLength = 86_400_000;
const ending = '.ndjson.gz';

/** The day in UTC, `2026-11-21`; the archive is the same wherever it is read. */
export function archiveDay(time: number): string {
  const day = Math.floor(time / dayLength);
  if (day !== last.day) last = { day, name: new Date(day * dayLength).toISOString().slice(0, 10) };
  return last.name;
}

// Nearly always the same as the time before.
let last = { day: Number.NaN, name: '' };

export function daySpan(day: string): TimeSpan {
  const from = Date.parse(`${day}T00:00:00Z`);
  return { from, to: from + dayLength };
}

export function dayPath(folder: string, day: string): string {
  return join(folder, day + ending);
}

/** Days that a gateway's folder holds, oldest first. Throws StateError UNREADABLE. */
export async function archivedDays(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT', 'ENOTDIR')) return [];
    const why = `the archive in ${folder} cannot be read: ${reasonOf(error)}`;
    throw new StateError('UNREADABLE', `${why}; let this user read it, or choose another --state-dir`, {
      cause: error,
    });
  });
  return names
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .filter((day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(daySpan(day).from))
    .sort();
}

/** Removes the days that ended before then. */
export async function forgetDays(folder: string, before: number): Promise<void> {
  for (const day of await archivedDays(folder)) {
    if (daySpan(day).to < before) await rm(dayPath(folder, day), { force: true });
  }
}
