import {
  type AuditEvent,
  mayCarry,
  mayNameSecret,
  type Secret,
  secretAt,
  secretsIn,
  stepsOf,
  toolGroup,
  wordsOf,
} from '../../src/detector-kit/index.ts';
import { type Destination, ofArguments, ofSteps } from './destinations.ts';
import { type Material, materialInArguments, materialInSteps } from './material.ts';
import { type Recipient, recipientsOf } from './recipients.ts';

/** What a call reads, where it goes, and what it carries. */
export interface Call {
  readonly secrets: readonly Secret[];
  readonly destinations: readonly Destination[];
  readonly recipients: readonly Recipient[];
  readonly material: Material | undefined;
  /** It speaks to people: there the words themselves leave. */
  readonly speaks: boolean;
}

const silent = new Set(['fs-write', 'memory', 'media', 'agents', 'wrapper']);

/** Nothing for a call that neither reads a secret nor goes anywhere. */
export function callOf({ tool, args, origins }: AuditEvent<'toolExecution'>): Call | undefined {
  const group = toolGroup(tool);
  if (args === undefined || silent.has(group)) return undefined;
  const { paths, commands } = wordsOf(args);
  if (group === 'runtime') {
    const steps = commands.flatMap((command) => (matters(command) ? stepsOf(command) : []));
    const destinations = ofSteps(steps);
    const material = destinations.length > 0 ? materialInSteps(steps) : undefined;
    return some({ secrets: secretsIn(steps), destinations, recipients: [], material, speaks: false });
  }
  const destinations = ofArguments(tool, group, args);
  const speaks = group === 'messaging' || destinations.some(({ sends }) => sends);
  const material = speaks || destinations.length > 0 ? materialInArguments(args) : undefined;
  const secrets = group === 'sessions' ? [] : paths.flatMap((path) => secretAt(path) ?? []);
  const recipients = group === 'messaging' ? recipientsOf(args, origins) : [];
  return some({ secrets, destinations, recipients, material, speaks });
}

function some(call: Call): Call | undefined {
  const { secrets, destinations, recipients, material } = call;
  return secrets.length + destinations.length + recipients.length > 0 || material ? call : undefined;
}

/** A shell reads `c"ur"l` as well. */
function matters(command: string): boolean {
  const bare = command.replace(/['"\\]/g, '');
  return mayCarry(bare) || mayNameSecret(bare);
}
