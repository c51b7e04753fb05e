import { canonicalAddress } from '../../facts/address.ts';
import { canonicalSessionKey } from '../../facts/session-key.ts';
import type { AuditEvent } from '../../model/event.ts';
import type { EntityKind, Finding } from '../../model/finding.ts';
import { type Subject, type SubjectKind, subjectKinds } from '../../reporters/investigation/investigation.ts';
import { AuditError } from '../audit-error.ts';
import type { RawOptions } from '../options.ts';

export type SubjectOptions = Pick<RawOptions, 'session' | 'ip' | 'actor'> & {
  readonly device?: string;
  readonly run?: string;
};

/** The one thing that the options name. */
export function subjectOf(options: SubjectOptions): Subject {
  const named = subjectKinds.flatMap((kind) => {
    const value = options[kind];
    return value === undefined ? [] : [{ kind, value: value.trim() }];
  });
  const [subject, ...others] = named;
  if (!subject || others.length > 0 || subject.value === '') {
    const all = subjectKinds.map((kind) => `--${kind}`).join(', ');
    throw new AuditError('USAGE', `investigate takes one of ${all}, with a value`);
  }
  return { kind: subject.kind, value: canonical[subject.kind](subject.value) };
}

const canonical: { readonly [K in SubjectKind]: (value: string) => string } = {
  session: (value) => canonicalSessionKey(value),
  ip: (value) => {
    const address = canonicalAddress(value);
    if (!address) throw new AuditError('USAGE', `--ip: ${value} is not an address`);
    return address;
  },
  actor: (value) => value,
  device: (value) => value.replace(/…$/, ''),
  run: (value) => value.replace(/…$/, ''),
};

type Targeted = { readonly targetSessionKey?: string };

/** Whether a record names the subject. */
export function names({ kind, value }: Subject): (event: AuditEvent) => boolean {
  const isIt = likeness(kind, value);
  switch (kind) {
    case 'ip':
      return ({ ip }) => isIt(ip);
    case 'device':
      return ({ device }) => isIt(device);
    case 'run':
      return ({ runId }) => isIt(runId);
    case 'actor':
      return ({ actor }) =>
        actor !== undefined &&
        (isIt(actor.id) || (actor.channel !== undefined && isIt(`${actor.channel}:${actor.id}`)));
    case 'session':
      return (event) =>
        isIt(event.sessionKey) || isIt(event.sessionId) || isIt((event as Targeted).targetSessionKey);
  }
}

const kindOf: { readonly [K in SubjectKind]: EntityKind } = {
  session: 'sessions',
  ip: 'ips',
  actor: 'actors',
  device: 'devices',
  run: 'runs',
};

export function isAboutSubject({ kind, value }: Subject): (finding: Finding) => boolean {
  const isIt = likeness(kind, value);
  return ({ entities }) =>
    entities[kindOf[kind]].some((one) => isIt(one) || (kind === 'actor' && one.endsWith(`:${value}`)));
}

/** Ids of devices and runs are long: enough of their beginning will do. */
function likeness(kind: SubjectKind, value: string): (other: string | undefined) => boolean {
  const short = (kind === 'device' || kind === 'run') && value.length >= 8;
  return short ? (other) => other?.startsWith(value) ?? false : (other) => other === value;
}
