/** `npm run scaffold`: makes a detector in a copy of the project, as a newcomer would, and checks that all is green. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const left = new Set(['node_modules', '.git', 'coverage'].map((name) => resolve(name)));
const copy = mkdtempSync(join(tmpdir(), 'openclaw-audit-scaffold-'));
const id = 'made-by-the-scaffold';

try {
  cpSync('.', copy, { recursive: true, filter: (path) => !left.has(resolve(path)) });
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'), 'junction');
  run('npm', ['run', '--silent', 'new-detector', id]);
  run('npx', ['vitest', 'run', id, 'every-detector', 'architecture', 'regex-safety']);
  run('npx', ['biome', 'ci', 'detectors', 'test/detectors']);
  run('npx', ['tsc', '-p', 'test']);
} finally {
  rmSync(copy, { recursive: true, force: true });
}

function run(command: string, args: readonly string[]): void {
  const env = { ...process.env, TEST_REPORT: '' };
  execFileSync(command, args, { cwd: copy, env, stdio: 'inherit', shell: process.platform === 'win32' });
}
