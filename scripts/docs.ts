/** `npm run docs` writes what is generated; with `--check` it only says what is out of date, and fails. */
import { writeFileSync } from 'node:fs';
import { generatedPages } from './docs/generated-pages.ts';

const stale = generatedPages().filter(({ before, after }) => before !== after);

if (process.argv.includes('--check')) {
  for (const { path } of stale) console.error(`${path} is out of date: run \`npm run docs\` and commit it.`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const { path, after } of stale) writeFileSync(path, after);
  console.log(stale.length > 0 ? `Wrote ${stale.map(({ path }) => path).join(', ')}.` : 'All up to date.');
}
