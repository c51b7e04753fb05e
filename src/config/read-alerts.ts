import { z } from 'zod';
import type { AlertSettings, SinkKind } from '../model/alert.ts';
import { alertPolicy, quietHoursNames } from './alert-policy.ts';
import { type Problem, problemsOf, suggestion } from './problem.ts';

export interface ReadAlerts {
  readonly settings: readonly AlertSettings[];
  readonly problems: readonly Problem[];
}

/** The entries of `alerts`: what all of them may say, and what the schema of their kind allows. */
export function readAlerts(written: readonly unknown[], kinds: readonly SinkKind[]): ReadAlerts {
  const read = written.map((entry, index) => readAlert(entry, ['alerts', index], kinds));
  const settings = withNames(read.flatMap(({ alert }) => alert ?? []));
  return { settings, problems: [...read.flatMap(({ problems }) => problems), ...sameNames(read)] };
}

type UnnamedAlert = Omit<AlertSettings, 'name'> & { readonly name?: string | undefined };

interface ReadAlert {
  readonly alert?: UnnamedAlert;
  readonly problems: readonly Problem[];
}

const anyEntry = z.looseObject({ kind: z.string() });
const commonNames = Object.keys(alertPolicy.shape);

function readAlert(written: unknown, path: readonly PropertyKey[], kinds: readonly SinkKind[]): ReadAlert {
  const entry = anyEntry.safeParse(written);
  if (!entry.success) return { problems: problemsOf(entry.error.issues, () => [], path) };
  const { kind: name, ...rest } = entry.data;
  const kind = kinds.find((known) => known.kind === name);
  if (!kind) return { problems: [unknownKind(name, path, kinds)] };
  const [common, own] = parted(rest);
  const policy = alertPolicy.safeParse(common);
  const options = kind.options.safeParse(own);
  const names = ['kind', ...commonNames, ...optionNames(kind)];
  const issues = [...(policy.error?.issues ?? []), ...(options.error?.issues ?? [])];
  const problems = problemsOf(issues, (at) => (at.at(-1) === 'quietHours' ? quietHoursNames : names), path);
  if (!policy.success) return { problems };
  const { name: ownName, ...rules } = policy.data;
  return { alert: { kind: name, name: ownName, policy: rules, options: options.data }, problems };
}

/** What every kind may say, and the rest. */
function parted(entry: object): readonly [object, object] {
  const isCommon = ([name]: readonly [string, unknown]) => commonNames.includes(name);
  const members = Object.entries(entry);
  return [
    Object.fromEntries(members.filter(isCommon)),
    Object.fromEntries(members.filter((member) => !isCommon(member))),
  ];
}

function optionNames({ options }: SinkKind): readonly string[] {
  return options instanceof z.ZodObject ? Object.keys(options.shape) : [];
}

function unknownKind(name: string, path: readonly PropertyKey[], kinds: readonly SinkKind[]): Problem {
  const names = kinds.map(({ kind }) => kind);
  const hint = suggestion(name, names) || `; there are ${names.join(', ')}`;
  return {
    path: [...path, 'kind'],
    message: `${String(path[0])}[${String(path[1])}].kind: unknown kind "${name}"${hint}`,
  };
}

/** Of several of a kind without a name the second is `webhook-2`. */
function withNames(alerts: readonly UnnamedAlert[]): readonly AlertSettings[] {
  const taken = new Set(alerts.map(({ name }) => name));
  return alerts.map((alert) => {
    if (alert.name !== undefined) return { ...alert, name: alert.name };
    let name = alert.kind;
    for (let number = 2; taken.has(name); number += 1) name = `${alert.kind}-${number}`;
    taken.add(name);
    return { ...alert, name };
  });
}

function sameNames(read: readonly ReadAlert[]): readonly Problem[] {
  const names = read.map(({ alert }) => alert?.name);
  return names.flatMap((name, index) => {
    if (name === undefined || names.indexOf(name) === index) return [];
    const message = `alerts[${index}].name: another one is called "${name}"`;
    return [{ path: ['alerts', index, 'name'], message }];
  });
}
