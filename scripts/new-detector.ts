/** `npm run new-detector <id>` makes a detector with its README, sample, test and place in the list, all green. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { listDetector } from './new-detector/list-detector.ts';
import { templates } from './new-detector/templates.ts';

const [id = ''] = process.argv.slice(2);
const list = 'detectors/index.ts';

if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id)) {
  stop('Usage: npm run new-detector <id>. The id says what is wrong, in kebab-case: secret-in-output');
}
if (existsSync(`detectors/${id}`)) stop(`detectors/${id} exists already.`);

for (const { path, text } of templates(id)) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`  ${path}`);
}
writeFileSync(list, listDetector(readFileSync(list, 'utf8'), id));
// Lines break elsewhere with a longer name.
execFileSync('npx', ['biome', 'format', '--write', `detectors/${id}`, `test/detectors/${id}.test.ts`, list]);
console.log(`  ${list}`);
await import('./docs.ts');
console.log(`\nNow: npm test -- ${id} every-detector`);

function stop(message: string): never {
  console.error(message);
  process.exit(2);
}
