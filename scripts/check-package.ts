/** `npm run package`: packs, checks the package, installs it elsewhere and runs it there. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const npm = (args: readonly string[], cwd = process.cwd()): string =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', shell: process.platform === 'win32' });
const npx = (args: readonly string[], cwd?: string): string => npm(['exec', '--', ...args], cwd);

const folder = mkdtempSync(join(tmpdir(), 'openclaw-audit-package-'));
try {
  const tarball = pack();
  console.log(npx(['publint', 'run', '--strict', tarball]));
  npx(['attw', tarball, '--profile', 'esm-only']);
  install(tarball);
  runThere();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function pack(): string {
  const [packed] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder]));
  const stray = packed.files.map(({ path }: { path: string }) => path).filter(isStray);
  if (stray.length > 0) throw new Error(`These do not belong into the package: ${stray.join(', ')}`);
  return join(folder, packed.filename);
}

/** Neither a page, nor built from a source that still exists, nor a piece of the bundled program. Samples hold attacks: scanners would take us for one. */
function isStray(path: string): boolean {
  if (path.startsWith('dist/src/program/')) return false;
  const source = path.replace(/^dist\//, '').replace(/(?:\.d\.ts|\.js)$/, '.ts');
  if (path.startsWith('dist/')) return !existsSync(source);
  return !/^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md)$/.test(path);
}

function install(tarball: string): void {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  npm(['install', '--omit=dev', '--no-audit', '--no-fund', '--prefer-offline', tarball], folder);
}

function runThere(): void {
  const report = JSON.parse(npx(['openclaw-audit', resolve('sample-logs'), '--format', 'json'], folder));
  if (report.findings.length === 0)
    throw new Error('The installed program found nothing in the sample story.');
  const names = ['openclaw-audit', 'openclaw-audit/detector-kit'].map((name) => `await import('${name}')`);
  execFileSync(process.execPath, ['--input-type=module', '-e', names.join(';')], { cwd: folder });
  console.log(`Installed elsewhere it reports ${report.findings.length} findings of the sample story.`);
}
