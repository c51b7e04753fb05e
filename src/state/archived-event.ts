import { boundJson } from '../facts/bound-json.ts';
import { maskSecrets } from '../facts/mask.ts';
import { maskJson } from '../facts/mask-json.ts';
import type { AuditEvent } from '../model/event.ts';
import type { Json } from '../model/json.ts';
import { type SourceKind, sourceKinds } from '../model/source.ts';
import { maskedText } from './masked-text.ts';

/** An event as its parser gave it, before anything was joined to it. */
export interface ArchivedEvent {
  /** See `EventNames`. */
  readonly name: string;
  /** What its source was. */
  readonly kind: SourceKind;
  readonly event: AuditEvent;
}

/** One line of JSON, without a credential in it. */
export function encodeEvent({ name, kind, event }: ArchivedEvent): string {
  return JSON.stringify({ name, kind, event: masked(event) });
}

/** `undefined` for what no `encodeEvent` has written. */
export function readEvent(json: unknown): ArchivedEvent | undefined {
  const { name, kind, event } = json as { readonly [field: string]: unknown };
  const known = sourceKinds.find((each) => each === kind);
  if (typeof name !== 'string' || known === undefined || !isEvent(event)) return undefined;
  return { name, kind: known, event };
}

/** Above those of the parsers, so that what they bounded stays as it is. */
const bounds = { depth: 10, entries: 200, text: 4000 };

function masked(event: AuditEvent): object {
  const { text, args, command } = event as {
    readonly text?: string;
    readonly args?: Json;
    readonly command?: string;
  };
  return {
    ...event,
    ...(text !== undefined && { text: maskedText(text) }),
    ...(args !== undefined && { args: maskJson(boundJson(args, bounds)) }),
    ...(command !== undefined && { command: maskSecrets(command) }),
  };
}

function isEvent(value: unknown): value is AuditEvent {
  if (typeof value !== 'object' || value === null) return false;
  const { type, time, gateway, source } = value as { readonly [field: string]: unknown };
  return (
    typeof type === 'string' &&
    typeof time === 'number' &&
    typeof gateway === 'string' &&
    typeof (source as { readonly name?: unknown } | undefined)?.name === 'string'
  );
}
