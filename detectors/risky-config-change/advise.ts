import type { Advice, Finding, GatewayPosture } from '../../src/detector-kit/index.ts';
import { standsClosed } from './closed.ts';
import { type Danger, dangersOf } from './dangers.ts';
import { closing } from './reports/remedies.ts';

/** Whether what was changed still stands open, and the command that closes it. */
export function advise({ explanation, remediation }: Finding, posture: GatewayPosture): Advice {
  const changed = explanation.facts.find(({ name }) => name === 'changed')?.value.split(', ') ?? [];
  const dangers = dangersOf(changed, posture);
  const known = new Set(closing(changed));
  // What is stricter than the advice must not be opened by it.
  const open = changed.filter((path) => !standsClosed(path, posture));
  if (dangers.length === 0)
    return {
      facts: [],
      remediation: remediation.flatMap((step) => (known.has(step) ? closing(open) : [step])),
    };
  // What is known to stand open comes first, in one step with the rest.
  const closed = closing([...dangers.map(({ setting }) => setting), ...open]);
  return {
    facts: dangers.map(factOf),
    remediation: [...closed, ...remediation.filter((step) => !known.has(step))],
  };
}

function factOf({ setting, value }: Danger) {
  return { name: `${setting}, as last read`, value, number: null };
}
