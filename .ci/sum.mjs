// Adds up vitest's JSON reports; the last line says how many tests passed and failed. A step that failed counts as one.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, failedSteps] = process.argv.slice(2);
let passed = 0;
let failed = 0;
let empty = 0;

for (const name of readdirSync(folder)) {
  const { numPassedTests = 0, numFailedTests = 0, testResults = [] } = JSON.parse(readFileSync(join(folder, name)));
  const unloaded = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  passed += numPassedTests;
  failed += numFailedTests + unloaded.length;
  if (numPassedTests + numFailedTests === 0) empty++;
  console.log(`${name.slice(0, -5)}: ${numPassedTests} passed, ${numFailedTests + unloaded.length} failed`);
}

// What failed without a test to show for it: a step, or a run that ran no test.
if (failed === 0) failed = Math.max(Number(failedSteps), empty);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
