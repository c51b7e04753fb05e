/**
 * `npm run evaluate -- [--data <folder or tar.gz>] [--write]`: how well unusual-tool-use tells attacked runs of
 * a labelled data set from benign ones, measured on the report of the built program. Run `npm run build` first.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { replaceGenerated } from '../scripts/docs/replace-generated.ts';
import { openDataSet } from './quality/data-set.ts';
import { judgeRuns } from './quality/judge-runs.ts';
import { qualityTable } from './quality/page.ts';
import { qualityOf } from './quality/quality.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: process.env.AGENT_RUNS ?? '../shared/datasets/agent-runs/dev.tar.gz' },
    cli: { type: 'string', default: 'dist/src/cli.js' },
    write: { type: 'boolean', default: false },
  },
});
if (!existsSync(values.data))
  throw new Error(`${values.data} does not exist: give --data <folder or tar.gz>`);

const data = openDataSet(values.data);
const table = qualityTable(qualityOf(judgeRuns(data, values.cli, 'unusual-tool-use'), data));
console.log(table);

if (values.write) {
  const path = 'docs/detection-quality.md';
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const date = new Date().toISOString().slice(0, 10);
  const head = `Measured on ${date} at commit \`${commit}\` with \`${basename(values.data)}\`.`;
  const block = { path, part: 'results', content: `${head}\n\n${table}` };
  writeFileSync(path, replaceGenerated(readFileSync(path, 'utf8'), block));
}
