import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A state folder of its own for one test, with these files in it and 127.0.0.1 as trusted proxy. */
export function evidenceFolder(files: { readonly [path: string]: string | Uint8Array }): string {
  const folder = mkdtempSync(join(tmpdir(), 'openclaw-audit-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const config = JSON.stringify({ gateway: { trustedProxies: ['127.0.0.1'] } });
  for (const [path, content] of Object.entries({ 'openclaw.json': config, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}
