import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Before all tests: builds `dist` when a source is newer, so that tests of the program run what is written. */
export default function buildWhenStale(): void {
  if (!existsSync('src/cli.ts') || newest(['dist'], '.js') >= newest(['src', 'detectors'], '.ts')) return;
  // A wrong type is said here and fails `npm run types`; the tests can run all the same.
  spawnSync(process.execPath, ['node_modules/typescript/bin/tsc'], { stdio: 'inherit' });
}

const newest = (folders: readonly string[], ending: string): number =>
  Math.max(0, ...folders.flatMap((folder) => filesIn(folder, ending)).map((path) => statSync(path).mtimeMs));

const filesIn = (folder: string, ending: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith(ending))
        .map((path) => join(folder, path))
    : [];
