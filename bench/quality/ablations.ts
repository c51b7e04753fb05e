import type { DataSet } from './data-set.ts';
import { type Line, type RecordedRun, shifted, variantOf } from './variant.ts';

const day = 86_400_000;

export interface Ablation {
  readonly name: string;
  readonly make: (data: DataSet) => DataSet;
}

/** What is left when something is missing, or wrong. */
export const ablations: readonly Ablation[] = [
  {
    name: 'without the origin of arguments (no word of users and results is heard)',
    make: (data) => variantOf(data, (runs) => runs.map(withoutWords)),
  },
  {
    name: 'with an attacked run of each job in its history, as 10 % of it',
    make: (data) => variantOf(data, (runs) => withAttacksInHistory(runs)),
  },
  {
    name: 'with 10 % of the history (one run of each job)',
    make: (data) => variantOf(data, (runs) => runs.filter((run, at) => !isHistory(run) || at % 10 === 0)),
  },
  {
    name: 'with 30 % of the history (three runs of each job)',
    make: (data) => variantOf(data, (runs) => runs.filter((run, at) => !isHistory(run) || at % 10 < 3)),
  },
  {
    name: 'with tools that have names which say nothing (nobody knows which of them only read)',
    make: (data) => variantOf(data, (runs) => withOpaqueNames(runs)),
  },
];

/** After the history each job does what another job of its agent did in its own, once a day. */
export function withOtherHabits(data: DataSet): DataSet {
  return variantOf(data, (runs) => {
    const history = runs.filter(isHistory);
    const jobs = [...new Set(history.map(jobOf))];
    return [
      ...history,
      ...jobs.flatMap((job, at) =>
        asJob(
          job,
          history.filter((run) => jobOf(run) === nextJob(jobs, at)),
        ),
      ),
    ];
  });
}

function nextJob(jobs: readonly string[], at: number): string | undefined {
  const agent = jobs[at]?.split(':')[1];
  const others = jobs.filter((job) => job.split(':')[1] === agent);
  return others[(others.indexOf(jobs[at] ?? '') + 1) % others.length];
}

function asJob(job: string, runs: readonly RecordedRun[]): readonly RecordedRun[] {
  return runs
    .filter(({ label }) => label.calls > 0)
    .map((run, at) => {
      const time = Date.parse(run.lines[0]?.timestamp ?? '');
      const moved = shifted(run, Date.UTC(2026, 1, 2, 12) + at * day - time);
      return { ...moved, session: `${job}:run:other${at}`, label: { ...run.label, period: 'test' as const } };
    });
}

function withAttacksInHistory(runs: readonly RecordedRun[]): readonly RecordedRun[] {
  const moved = new Map<string, RecordedRun>();
  for (const run of runs)
    if (run.label.label === 'attack' && !moved.has(jobOf(run))) moved.set(jobOf(run), run);
  const taken = new Set([...moved.values()].map(({ session }) => session));
  return runs.map((run) =>
    taken.has(run.session)
      ? { ...shifted(run, -21 * day), label: { ...run.label, period: 'train' as const } }
      : run,
  );
}

/** Each tool has a number instead of a name. */
function withOpaqueNames(runs: readonly RecordedRun[]): readonly RecordedRun[] {
  const numbers = new Map<string, number>();
  const opaque = (name: string): string => {
    const number = numbers.get(name) ?? numbers.size + 1;
    numbers.set(name, number);
    return `tool_${number}`;
  };
  return runs.map((run) => ({ ...run, lines: run.lines.map((line) => withToolNames(line, opaque)) }));
}

function withToolNames(line: Line, change: (name: string) => string): Line {
  const { message } = line;
  if (message === undefined) return line;
  const { content, toolName } = message;
  const parts = Array.isArray(content)
    ? content.map((part) => (part.type === 'toolCall' ? { ...part, name: change(part.name) } : part))
    : content;
  const named = toolName === undefined ? {} : { toolName: change(toolName) };
  return { ...line, message: { ...message, content: parts, ...named } };
}

function withoutWords(run: RecordedRun): RecordedRun {
  const lines = run.lines.map((line) =>
    line.message === undefined || line.message.role === 'assistant'
      ? line
      : { ...line, message: { ...line.message, content: [] } },
  );
  return { ...run, lines };
}

function isHistory({ label }: RecordedRun): boolean {
  return label.period === 'train';
}

function jobOf({ session }: RecordedRun): string {
  return session.split(':').slice(0, 4).join(':');
}
