import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One line of evidence, and the file in which the gateway wrote it. */
interface Written {
  readonly path: string;
  readonly line: string;
  readonly time: number;
}

/** The lines of all logs and journals of a folder, in the order in which they were written. */
export function linesByTime(folder: string): readonly Written[] {
  return growing(folder)
    .flatMap((path) => linesOf(folder, path))
    .sort((a, b) => a.time - b.time);
}

/** A copy of the folder in which nothing has been logged yet; an exported page, which would tell what is to come, is left out. */
export function quietCopy(folder: string, copy: string): void {
  cpSync(folder, copy, { recursive: true });
  for (const path of growing(copy)) rmSync(join(copy, path));
  rmSync(join(copy, 'audit-page.json'), { force: true });
}

export function write(copy: string, { path, line }: Written): void {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  appendFileSync(join(copy, path), line);
}

function growing(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:log|jsonl)$/.test(path) && statSync(join(folder, path)).isFile())
    .sort();
}

function linesOf(folder: string, path: string): readonly Written[] {
  let time = 0;
  return readFileSync(join(folder, path), 'utf8')
    .split(/(?<=\n)/)
    .map((line) => {
      const [, text = ''] = /"(?:time|timestamp|ts)":"([^"]+)"/.exec(line) ?? [];
      time = Math.max(time, Date.parse(text) || 0);
      return { path, line, time };
    });
}
