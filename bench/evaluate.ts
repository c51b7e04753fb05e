/**
 * `npm run evaluate -- [--data <folder or tar.gz>] [--ablations] [--cost] [--write]`: how well unusual-tool-use tells
 * attacked runs of a labelled data set from benign ones, measured on the report of the built program.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { replaceGenerated } from '../scripts/docs/replace-generated.ts';
import { ablations, withOtherHabits } from './quality/ablations.ts';
import { costOf } from './quality/cost.ts';
import { type DataSet, openDataSet } from './quality/data-set.ts';
import { judgeRuns } from './quality/judge-runs.ts';
import { ablationTable, qualityTable } from './quality/page.ts';
import { type Quality, qualityOf } from './quality/quality.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: process.env.AGENT_RUNS ?? '../shared/datasets/agent-runs/dev.tar.gz' },
    cli: { type: 'string', default: 'dist/src/cli.js' },
    ablations: { type: 'boolean', default: false },
    cost: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
if (!existsSync(values.data))
  throw new Error(`${values.data} does not exist: give --data <folder or tar.gz>`);

const data = openDataSet(values.data);
const rows = measure(data);
show('results', qualityTable(rows));
if (values.ablations) show('ablations', `${ablationTable([whole(rows), ...without()])}\n\n${change()}`);

if (values.cost) show('cost', cost());

function measure(set: DataSet): readonly Quality[] {
  return qualityOf(judge(set), set);
}

function judge(set: DataSet) {
  return judgeRuns(set, values.cli, 'unusual-tool-use');
}

function whole(all: readonly Quality[]) {
  return { name: 'as it is', macro: macroOf(all) };
}

function without() {
  return ablations.map(({ name, make }) => ({ name, macro: macroOf(measure(make(data))) }));
}

function macroOf(all: readonly Quality[]): Quality {
  const macro = all.at(-1);
  if (macro === undefined) throw new Error('the data set has no suite');
  return macro;
}

/** False alarms of jobs that do something else from one day on, run by run. */
function change(): string {
  const runs = judge(withOtherHabits(data));
  const nth = (at: number) => runs.filter(({ session }) => session.endsWith(`:other${at}`));
  const shares = Array.from({ length: 10 }, (_, at) => {
    const alerted = nth(at).filter((run) => run.alerted).length;
    return `${Math.round((100 * alerted) / nth(at).length)} %`;
  });
  return `Jobs that do another job's task from one day on, once a day: an alert on ${shares.join(', ')} of them on day 1 to 10.`;
}

function cost(): string {
  const { events, microsecondsPerEvent, entities, stateBytes } = costOf(data, values.cli);
  const kilobytes = (stateBytes / entities / 1000).toFixed(1);
  const time = `${microsecondsPerEvent.toFixed(1)} µs of processor time an event (best of 7 passes over ${events} events, this detector alone, Node ${process.versions.node})`;
  return `${time}; ${kilobytes} kB of state for each of ${entities} jobs, what is kept of their agents and gateway included: ${(stateBytes / entities / 1000).toFixed(1)} MB for 1,000.`;
}

function show(part: string, text: string): void {
  console.log(`${text}\n`);
  if (!values.write) return;
  const path = 'docs/detection-quality.md';
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const date = new Date().toISOString().slice(0, 10);
  const head = `Measured on ${date} at commit \`${commit}\` with \`${basename(values.data)}\`.`;
  const block = { path, part, content: `${head}\n\n${text}` };
  writeFileSync(path, replaceGenerated(readFileSync(path, 'utf8'), block));
}
