import { stat } from 'node:fs/promises';
import type { Plan } from './plan.ts';

/** What would keep a schedule from working, one sentence each. */
export async function doubtsOf({ program, paths, gatewayFolder }: Plan): Promise<readonly string[]> {
  const doubts: string[] = [];
  if (program.some((path) => /[\\/]_npx[\\/]/.test(path)))
    doubts.push('npx keeps programs for a while only; install it: npm install --global openclaw-audit');
  for (const path of paths) if (!(await isThere(path))) doubts.push(`${path}: no such file or folder`);
  if (paths.length === 0 && !(await isThere(gatewayFolder)))
    doubts.push(
      `there is no gateway in ${gatewayFolder}; set OPENCLAW_STATE_DIR to its folder, or name what to read`,
    );
  return doubts;
}

async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}
